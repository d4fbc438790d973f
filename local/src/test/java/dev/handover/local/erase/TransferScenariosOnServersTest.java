package dev.handover.local.erase;

import dev.handover.operation.transfer.TransferScenarios;
import dev.handover.store.Stores;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/// The scenarios of a transfer on a Neo4j, a Cassandra and a Redis.
@Tag("servers")
class TransferScenariosOnServersTest extends TransferScenarios {
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

    @Override
    protected int many() {
        return 10_000;
    }
}
