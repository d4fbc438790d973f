package dev.handover.local.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handover.operation.erase.EraseScenarios;
import dev.handover.operation.erase.Sunbird;
import dev.handover.run.Run;
import dev.handover.store.Stores;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "embedded: { question-set-hierarchies: { collection:"
                        + " dev_store.questionset_hierarchy } }"
                        + " | the store tables has no table dev_store.questionset_hierarchy",
                "embedded: { question-set-hierarchies: { fields: [hierarchie] } }"
                        + " | the store tables has no column hierarchie in"
                        + " hierarchy_store.questionset_hierarchy",
                "records: { nodes: { collection: domane } }"
                        + " | the store graph has no label domane",
            })
    void aMapThatNamesWhatTheServersDoNotHaveEndsTheRunByName(String erase, String why) {
        Sunbird sunbird =
                new Sunbird(map("extends: inquiry\nerase: { " + erase + " }\n"), stores());
        Run run = sunbird.erase("Jane Doe");
        assertEquals(Run.End.FAILED, run.end());
        assertEquals("not-in-store: " + why, run.why());
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
