package dev.handover.store.jdbc;

import java.sql.SQLException;
import java.util.Optional;

/// What a server said of a statement, without its words: they may repeat values.
final class SqlTrouble extends Exception {
    private static final long serialVersionUID = 1;

    private SqlTrouble(SQLException e) {
        super("error " + e.getErrorCode() + ", state " + e.getSQLState());
        setStackTrace(e.getStackTrace());
    }

    static SqlTrouble of(SQLException e) {
        return new SqlTrouble(e);
    }

    /// Why the server will never carry out the statement as it is; empty when it is other trouble:
    /// a deadlock, a lock that wasn't given in time, a connection that broke.
    static Optional<String> refusal(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (e.getErrorCode()) {
            case 1062, 1586 -> Optional.of("duplicate");
            case 1451, 1452, 1216, 1217 -> Optional.of("foreign-key");
            case 3819, 4025 -> Optional.of("check");
            case 1406, 1153, 1118 -> Optional.of("too-large");
            case 1048, 1264, 1265, 1292, 1366, 1367, 1416, 1644, 3140, 4078 ->
                    Optional.of("not-valid");
            default ->
                    state.startsWith("22") || state.startsWith("23")
                            ? Optional.of("not-valid")
                            : Optional.empty();
        };
    }

    /// Whether a table or a column isn't there, or isn't there any more.
    static boolean isGone(SQLException e) {
        return switch (e.getErrorCode()) {
            case 1049, 1054, 1146 -> true;
            default -> false;
        };
    }

    static boolean isDuplicate(SQLException e) {
        return refusal(e).filter("duplicate"::equals).isPresent();
    }
}
