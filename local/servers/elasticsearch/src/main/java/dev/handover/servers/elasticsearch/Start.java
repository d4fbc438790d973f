package dev.handover.servers.elasticsearch;

import org.codelibs.elasticsearch.runner.ElasticsearchClusterRunner;
import org.elasticsearch.http.HttpServerTransport;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// One node of Elasticsearch 7, on ports that the system chooses.
public final class Start implements Callable<String> {
    @Override
    public String call() throws Exception {
        Path folder = Path.of(System.getProperty("folder")).resolve("elasticsearch");
        ElasticsearchClusterRunner runner = new ElasticsearchClusterRunner();
        runner.onBuild(
                        (_, settings) -> {
                            settings.put("discovery.type", "single-node");
                            settings.put("network.host", "127.0.0.1");
                            settings.put("http.port", "0");
                            settings.put("transport.port", "0");
                            settings.put(
                                    "cluster.routing.allocation.disk.threshold_enabled", false);
                            settings.put("node.processors", 2);
                        })
                .build(
                        ElasticsearchClusterRunner.newConfigs()
                                .clusterName("handover")
                                .numOfNode(1)
                                .basePath(folder.toString())
                                .disableESLogger());
        runner.ensureYellow();
        return "http://127.0.0.1:"
                + runner.node()
                        .injector()
                        .getInstance(HttpServerTransport.class)
                        .boundAddress()
                        .publishAddress()
                        .getPort();
    }
}
