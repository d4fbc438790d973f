package dev.handover.local.erase;

import dev.handover.operation.erase.EraseScenarios;
import dev.handover.store.Stores;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/// The scenarios on a Neo4j, a Cassandra and a Redis.
@Tag("servers")
class EraseScenariosOnServersTest extends EraseScenarios {
    private static SunbirdServers servers;

    @BeforeAll
    static void start() {
        servers = new SunbirdServers();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void empty() {
        servers.empty();
    }

    @Override
    protected Stores stores() {
        return servers;
    }

    /// A write holds what is and what shall be; together they must fit into 16 MiB.
    @Override
    protected int tooLarge() {
        return 9_000_000;
    }

    @Override
    protected int many() {
        return 10_000;
    }
}
