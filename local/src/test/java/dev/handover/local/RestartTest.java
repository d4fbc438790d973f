package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.local.stack.AwsClients;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A run that was killed leaves everything behind for the next one.
class RestartTest {
    @TempDir Path data;

    @Test
    void whatWasStoredWhenTheProcessWasKilledIsThereAfterTheNextStart() throws Exception {
        Process first =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WritesAndWaits.class.getName(),
                                data.toString())
                        .redirectErrorStream(true)
                        .start();
        String redisUrl = awaitWritten(first);
        first.destroyForcibly().waitFor();
        assertTrue(redisAnswers(redisUrl), "a Redis outlives the process that started it");

        try (LocalRun second = new Toy(data).start()) {
            AwsClients aws = second.stack().clients();
            assertEquals(
                    "kept",
                    aws.dynamo()
                            .getItem(r ->
                                    r.tableName("Notes")
                                            .key(Map.of("pk", AttributeValue.fromS("1"))))
                            .item()
                            .get("text")
                            .s());
            assertEquals(
                    "kept",
                    aws.s3().getObjectAsBytes(r -> r.bucket("papers").key("a/b")).asUtf8String());
            String parked = aws.sqs().getQueueUrl(r -> r.queueName("ParkedQueue")).queueUrl();
            assertEquals(
                    "kept",
                    aws.sqs()
                            .receiveMessage(r -> r.queueUrl(parked).waitTimeSeconds(10))
                            .messages()
                            .getFirst()
                            .body());
            try (Jedis redis = new Jedis(URI.create(second.stack().redisUrl()))) {
                assertEquals("kept", redis.get("key"));
            }
            assertFalse(redisAnswers(redisUrl), "and is ended by the next start");
        }
    }

    /// The program that is killed: writes one thing into each part, says so, and never ends.
    static final class WritesAndWaits {
        public static void main(String... arguments) throws Exception {
            PrintStream out = System.out; // from the start on it is the functions' log
            LocalRun run = new Toy(Path.of(arguments[0])).start();
            AwsClients aws = run.stack().clients();
            Map<String, AttributeValue> item = new HashMap<>();
            item.put("pk", AttributeValue.fromS("1"));
            item.put("text", AttributeValue.fromS("kept"));
            aws.dynamo().putItem(r -> r.tableName("Notes").item(item));
            aws.s3().putObject(r -> r.bucket("papers").key("a/b"), RequestBody.fromString("kept"));
            String parked = aws.sqs().getQueueUrl(r -> r.queueName("ParkedQueue")).queueUrl();
            aws.sqs().sendMessage(r -> r.queueUrl(parked).messageBody("kept"));
            try (Jedis redis = new Jedis(URI.create(run.stack().redisUrl()))) {
                redis.set("key", "kept");
            }
            out.println("written " + run.stack().redisUrl());
            Thread.currentThread().join();
        }
    }

    private static String awaitWritten(Process process) throws Exception {
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("written ")) {
                return line.substring("written ".length());
            }
        }
        throw new AssertionError("the first run ended with " + process.waitFor());
    }

    private static boolean redisAnswers(String url) {
        try (Jedis redis = new Jedis(URI.create(url))) {
            return redis.ping().equals("PONG");
        } catch (redis.clients.jedis.exceptions.JedisException e) {
            return false;
        }
    }
}
