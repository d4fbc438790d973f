package dev.handover.local.stack;

import dev.handover.local.DataFolder;
import dev.handover.local.LocalProblem;
import dev.handover.local.Opened;
import dev.handover.operation.DataMap;
import dev.handover.servers.InstalledServer;
import dev.handover.servers.JavaServer;

import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Databases for the data map's stores, each in a process of its own that keeps its data in the
/// state folder: only of those kinds that the map names, and that the environment doesn't.
final class Databases {
    private static final Map<String, JavaServer> SERVERS =
            Map.of("neo4j", JavaServer.NEO4J, "cassandra", JavaServer.CASSANDRA);

    private Databases() {}

    /// @param dataMap the name of a shipped one, or the path of one
    /// @return the addresses by the variables that name them
    static Map<String, String> start(
            DataFolder folder, String dataMap, Map<String, String> environment, Opened opened) {
        Map<String, String> addresses = new TreeMap<>();
        DataMap.load(dataMap).stores().values().stream()
                .map(DataMap.StoreEntry::kind)
                .distinct()
                .filter(kind -> kind.equals("jdbc") || SERVERS.containsKey(kind))
                .filter(kind -> !environment.containsKey(variable(kind)))
                .forEach(kind -> addresses.put(variable(kind), address(folder, kind, opened)));
        return Map.copyOf(addresses);
    }

    private static String address(DataFolder folder, String kind, Opened opened) {
        return kind.equals("jdbc")
                ? mariaDb(folder, opened)
                : start(folder, kind, opened).address();
    }

    private static String mariaDb(DataFolder folder, Opened opened) {
        try {
            InstalledServer server = opened.and(InstalledServer.mariaDb(folder.folder("jdbc")));
            return "jdbc:mariadb://" + server.hostAndPort() + "/test?user=root";
        } catch (UncheckedIOException e) {
            throw new LocalProblem(
                    "The data map has a store of kind jdbc, and no MariaDB can be started here ("
                            + e.getCause().getMessage()
                            + "). Install one, or say where yours is: JDBC_URL",
                    e);
        }
    }

    private static JavaServer.Started start(DataFolder folder, String kind, Opened opened) {
        return opened.and(SERVERS.get(kind).keeping(folder.folder(kind)));
    }

    private static String variable(String kind) {
        return kind.toUpperCase(Locale.ROOT) + "_URL";
    }
}
