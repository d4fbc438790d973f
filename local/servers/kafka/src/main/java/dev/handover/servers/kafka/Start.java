package dev.handover.servers.kafka;

import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

import java.util.concurrent.Callable;

/// One Kafka broker that is its own controller, on ports that the system chooses.
public final class Start implements Callable<String> {
    @Override
    public String call() throws Exception {
        KafkaClusterTestKit broker =
                new KafkaClusterTestKit.Builder(
                                new TestKitNodes.Builder()
                                        .setCombined(true)
                                        .setNumBrokerNodes(1)
                                        .setNumControllerNodes(1)
                                        .build())
                        .setConfigProp("offsets.topic.num.partitions", "1")
                        .setConfigProp("offsets.topic.replication.factor", "1")
                        .setConfigProp("group.initial.rebalance.delay.ms", "0")
                        .build();
        broker.format();
        broker.startup();
        broker.waitForReadyBrokers();
        return broker.bootstrapServers();
    }
}
