package dev.handover.store.jdbc;

/// A name in a statement. Only names of tables and columns that the server itself has told get
/// here; they are quoted all the same, since nearly every character can be in one.
final class Name {
    private Name() {}

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
