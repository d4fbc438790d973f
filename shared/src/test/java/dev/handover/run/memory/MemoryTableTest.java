package dev.handover.run.memory;

import dev.handover.run.Table;
import dev.handover.run.TableContract;

class MemoryTableTest extends TableContract {
    private final Table table = new MemoryTable();

    @Override
    protected Table table() {
        return table;
    }
}
