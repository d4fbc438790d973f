package dev.handover.servers;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The servers that are written in Java. Each is a module in the folder beside this one; it runs on
/// 127.0.0.1 on a free port. The first start on a machine downloads it.
public enum JavaServer {
    /// Its address reads `bolt://127.0.0.1:port`; no password.
    NEO4J("neo4j", Runtime.version().feature()),
    /// Its address reads `cassandra://127.0.0.1:port`; no password, one data center `datacenter1`.
    CASSANDRA("cassandra", 17),
    /// Its address reads `http://127.0.0.1:port`; no password.
    OPENSEARCH("opensearch", Runtime.version().feature()),
    /// Elasticsearch 7.10; as OpenSearch.
    ELASTICSEARCH("elasticsearch", Runtime.version().feature());

    private final String module;
    private final int javaVersion; // major; exactly this one
    private @Nullable String shared;

    JavaServer(String module, int javaVersion) {
        this.module = module;
        this.javaVersion = javaVersion;
    }

    /// The address of the one that all in this process share. It starts when first asked for, and
    /// ends with this process; so do its data.
    public synchronized String address() {
        String address = shared;
        if (address == null) {
            address = own().address();
            shared = address;
        }
        return address;
    }

    /// One of one's own, whose data end with it.
    public Started own() {
        try {
            return start(Files.createTempDirectory("handover-" + module), Child.DISCARD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One of one's own, that keeps its data in the folder; what it answered before it ended, in
    /// whatever way, is there at the next start.
    public Started keeping(Path folder) {
        try {
            return start(Files.createDirectories(folder).toRealPath(), "keep");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public record Started(RunningServer server, String address) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }

    private Started start(Path folder, String fate) {
        ServerModule built = ServerModule.named(module);
        Path java = Jdks.java(javaVersion);
        RunningServer server =
                RunningServer.start(
                        List.of(
                                java.toString(),
                                "@" + built.options(),
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                built.classPath(),
                                Child.class.getName(),
                                "dev.handover.servers." + module + ".Start",
                                folder.toString(),
                                fate),
                        built.folder(),
                        folder);
        return new Started(server, server.address());
    }
}
