package dev.handover.crash;

import dev.handover.document.Verdict;
import dev.handover.run.Edit;
import dev.handover.run.Task;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Registers outside what [Relabel] relabels.
record Announce(Store store, Register register) implements Task {
    @Override
    public String name() {
        return "announce";
    }

    @Override
    public Found find(@Nullable String from, int limit) {
        return new Relabel(store).find(from, limit);
    }

    /// What is new and isn't registered is left over.
    @Override
    public Audit audit(@Nullable String from, int limit) {
        Reference reference = Reference.equal(RelabelSubject.THINGS, "owner", "new");
        Page page = store.find(reference, from, limit);
        List<Leftover> leftovers =
                page.documents().stream()
                        .filter(document -> !register.has(document.key().id()))
                        .map(one -> new Leftover(one.key(), one.key().id(), "not-registered"))
                        .toList();
        return new Audit(leftovers, List.of(), page.next());
    }

    @Override
    public Check check(Entry entry, String record) {
        return register.has(record) ? Check.DONE : Check.TO_DO;
    }

    @Override
    public Edit.Outcome perform(Entry entry, String record) {
        register.add(record);
        return new Edit.Outcome(record, Verdict.CHANGED, null);
    }

    @Override
    public Edit.Outcome compensate(Entry entry, String record) {
        register.remove(record);
        return new Edit.Outcome(record, Verdict.CHANGED, null);
    }
}
