package dev.handover.store.opensearch;

import dev.handover.servers.JavaServer;

import org.junit.jupiter.api.Tag;

/// The contract of all stores, kept by Elasticsearch 7.
@Tag("servers")
class ElasticsearchContractTest extends OpensearchContractTest {
    @Override
    JavaServer server() {
        return JavaServer.ELASTICSEARCH;
    }
}
