package dev.handover.operation.claim;

import dev.handover.run.Table;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table whose writes fail once: the n-th, either without having taken place or after it has.
final class FailingTable implements Table {
    private final Table table;
    private int untilFailure;
    private final boolean afterwards;

    /// @param nth from 1
    FailingTable(Table table, int nth, boolean afterwards) {
        this.table = table;
        this.untilFailure = nth;
        this.afterwards = afterwards;
    }

    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    boolean hasFailed() {
        return untilFailure <= 0;
    }

    private void before() {
        untilFailure--;
        if (untilFailure == 0 && !afterwards) {
            throw new Crash();
        }
    }

    private <T> T after(T result) {
        if (untilFailure == 0 && afterwards) {
            throw new Crash();
        }
        return result;
    }

    @Override
    public Optional<Item> put(Item item) {
        before();
        return after(table.put(item));
    }

    @Override
    public boolean delete(Item item) {
        before();
        return after(table.delete(item));
    }

    @Override
    public Optional<Item> get(Id id) {
        return table.get(id);
    }

    @Override
    public Map<Id, Item> getAll(List<Id> ids) {
        return table.getAll(ids);
    }

    @Override
    public Items query(String partition, String sortPrefix, @Nullable String from, int limit) {
        return table.query(partition, sortPrefix, from, limit);
    }

    @Override
    public Ids listed(String value, boolean newestFirst, @Nullable String from, int limit) {
        return table.listed(value, newestFirst, from, limit);
    }
}
