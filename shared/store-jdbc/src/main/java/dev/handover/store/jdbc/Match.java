package dev.handover.store.jdbc;

import dev.handover.store.Document;
import dev.handover.store.Members;
import dev.handover.store.Reference;

import java.util.List;

/// Whether a row is one that a reference looks for, to the character: a collation takes `ANN` for
/// `ann`.
final class Match {
    private Match() {}

    static boolean of(Reference reference, Table table, Document row) {
        return switch (reference) {
            case Reference.All _, Reference.Containing _ -> true;
            case Reference.Beginning(_, String prefix) -> row.key().id().startsWith(prefix);
            case Reference.Equal(_, String field, List<String> values) -> {
                int key = table.key().indexOf(table.column(field));
                if (key >= 0) {
                    yield RowId.values(table.key(), row.key().id())
                            .filter(id -> values.contains(RowId.text(id.get(key))))
                            .isPresent();
                }
                yield row.content() != null
                        && values.contains(RowId.text(Members.of(row.content()).get(field)));
            }
        };
    }
}
