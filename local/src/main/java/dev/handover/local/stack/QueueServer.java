package dev.handover.local.stack;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import dev.handover.local.template.Names;

import org.apache.pekko.actor.Terminated;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;

import scala.Function0;

import scalikejdbc.ConnectionPool;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// ElasticMQ, its messages kept in a file, so that none is lost when the process is killed.
final class QueueServer implements Part {
    private final Function0<Terminated> stop;
    private final URI endpoint;

    private QueueServer(Function0<Terminated> stop, URI endpoint) {
        this.stop = stop;
        this.endpoint = endpoint;
    }

    /// @param queues names of the queues to start with; their attributes are set later
    static QueueServer start(Path folder, List<String> queues) {
        int port = FreePort.find();
        // WRITE_DELAY: a message is in the file before its sender hears that it was taken
        String database =
                "jdbc:h2:file:"
                        + folder.resolve("messages")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        // ElasticMQ keeps its first database for the whole process; a later start in the same
        // process needs its own
        ConnectionPool.singleton(
                database,
                "",
                "",
                ConnectionPool.singleton$default$4(),
                ConnectionPool.singleton$default$5(
                        database, "", "", ConnectionPool.singleton$default$4()));
        Map<String, Object> settings = new HashMap<>();
        settings.put("rest-sqs.bind-hostname", "127.0.0.1");
        settings.put("rest-sqs.bind-port", port);
        settings.put("node-address.host", "127.0.0.1");
        settings.put("node-address.port", port);
        settings.put("aws.region", Names.REGION);
        settings.put("aws.accountId", Names.ACCOUNT);
        settings.put("messages-storage.enabled", true);
        settings.put("messages-storage.uri", database);
        settings.put("pekko.loglevel", "ERROR");
        settings.put("pekko.daemonic", true);
        settings.put("pekko.jvm-shutdown-hooks", false); // it is stopped in its turn
        settings.put("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", false);
        queues.forEach(queue -> settings.put("queues." + queue, Map.of()));
        Config config = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
        Function0<Terminated> stop = new ElasticMQServer(new ElasticMQServerConfig(config)).start();
        return new QueueServer(stop, URI.create("http://127.0.0.1:" + port));
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void stop() {
        stop.apply();
        ConnectionPool.closeAll();
    }
}
