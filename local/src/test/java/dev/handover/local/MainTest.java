package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The command says what is wrong and what to do, in a line and by its exit status; and runs an
/// event to its end.
class MainTest {
    @TempDir Path data;

    private void assertUsage(String message, Toy toy, String... words) {
        assertEquals(2, toy.main(words));
        assertTrue(toy.err().contains(message), toy.err());
        assertEquals("", toy.out());
    }

    private Toy toy() {
        return new Toy(data);
    }

    @Test
    void helpGoesToStandardOutput() {
        Toy toy = toy();
        assertEquals(0, toy.main("--help"));
        assertTrue(
                toy.out().contains("HANDOVER_PORT") && toy.out().contains("5 waiting for approval"),
                toy.out());
        assertEquals(0, toy.main("--version"));
    }

    @Test
    void aWrongCommandLineIsExplained() {
        assertUsage("There is no option --verbose", toy(), "--verbose");
        assertUsage("--function needs a value", toy(), "--function");
        assertUsage("One event file at a time", toy(), "a.json", "b.json");
        assertUsage("go with an event file", toy(), "--as", "jane");
    }

    @Test
    void aWrongEventFileIsExplained() throws Exception {
        assertUsage("There is no file no.json", toy(), "no.json");
        Path broken =
                Files.writeString(
                        Files.createDirectories(data.resolve("runs")).resolve("e.json"),
                        "{\n \"a\": 1,\n}");
        assertUsage("line 3, column 1: not JSON", toy(), broken.toString());
        Path good = Files.writeString(data.resolve("e.json"), "{}");
        assertUsage(
                "Name one with --function: echo, gate, runs, tick, work", toy(), good.toString());
        assertUsage("There is no function other", toy(), good.toString(), "--function", "other");
        assertUsage(
                "The demonstration has no bob",
                toy(),
                good.toString(),
                "--function",
                "runs",
                "--as",
                "bob");
        assertUsage(
                "--as goes with an event over HTTP",
                toy(),
                good.toString(),
                "--function",
                "runs",
                "--as",
                "jane");
    }

    @Test
    void aUsedPortIsNamedWithTheWayOut() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(socket.getLocalPort());
            assertUsage(
                    "Port " + port + " is in use by another program",
                    toy().with("HANDOVER_PORT", port));
        }
        assertUsage(
                "HANDOVER_PORT must be a port number, not web", toy().with("HANDOVER_PORT", "web"));
    }

    @Test
    void aStateFolderInUseIsNamedWithTheWayOut() {
        try (DataFolder other = DataFolder.open(data)) {
            assertUsage("Another local run uses the state folder " + other.root(), toy());
        }
    }

    @Test
    void aWrongTemplateIsExplainedWithItsLine() throws Exception {
        Path file =
                Files.writeString(
                        data.resolve("wrong.yaml"),
                        "Resources:\n  A: {Type: X, Properties: {B: !Ref C}}\n");
        assertUsage(
                "line 2: there is no parameter and no resource C",
                toy().with("HANDOVER_TEMPLATE", file.toString()));
    }

    @Test
    void anEndpointWithoutKeysIsExplained() {
        assertUsage(
                "AWS_ENDPOINT_URL is set, but not AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                toy().with("AWS_ENDPOINT_URL", "http://127.0.0.1:1"));
    }

    @Test
    void anEndpointWhereNobodyAnswersIsNamed() {
        assertUsage(
                "Can't set up tables, queues and buckets at http://127.0.0.1:1",
                toy().with("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
                        .with("AWS_ACCESS_KEY_ID", "key")
                        .with("AWS_SECRET_ACCESS_KEY", "secret"));
    }

    @Test
    void aFunctionWithoutItsVariablesIsNamed() throws Exception {
        Path yaml = data.resolve("t.yaml");
        Files.writeString(
                yaml,
                Files.readString(Toy.file("template.yaml"))
                        .replace("Default: here", "Default: \"\""));
        assertUsage(
                "EchoFunction doesn't start: environment variables are missing: NEEDED",
                toy().with("HANDOVER_TEMPLATE", yaml.toString()));
    }

    @Test
    void anEventRunsToItsEndWithItsReceiptOnStandardOutput() throws Exception {
        Toy complete = toy();
        assertEquals(0, complete.main(start("complete")), complete.err());
        assertTrue(complete.out().contains("\"runId\" : \"complete\""), complete.out());
        assertTrue(complete.err().contains("sam local invoke RunsFunction -e "), complete.err());
        assertTrue(
                complete.err()
                        .contains(
                                "[####################..........]  67 %  running  2 of 3 records"),
                complete.err());
    }

    @Test
    void theExitStatusSaysHowAnEventEnded() throws Exception {
        Toy toy = toy();
        try (LocalRun run = toy.start();
                OperatorApi api = new OperatorApi(run.url(), run.operator().token())) {
            EventRun events = new EventRun(run, toy.terminal(), api);
            assertEquals(Exit.INCOMPLETE, events.run(event("incomplete"), null));
            assertEquals(Exit.REFUSED, events.run(event("refuse"), null));
            assertTrue(toy.out().contains("wrong-state"), toy.out());
            assertEquals(Exit.REFUSED, events.run(event("refused"), null));
            assertEquals(Exit.WAITING, events.run(event("planned"), null));
            assertTrue(toy.err().contains("--approve good-digest"), toy.err());
            assertEquals(Exit.REFUSED, events.run(event("planned"), "another-digest"));
            assertTrue(toy.out().contains("another-plan"), toy.out());
            assertEquals(Exit.COMPLETE, events.run(event("planned"), "good-digest"));
            assertEquals(Exit.COMPLETE, events.run(event("dry"), null));
            assertTrue(toy.err().contains("nothing was changed"), toy.err());
        }
    }

    private EventFile event(String body) throws Exception {
        Path file = Path.of(start(body));
        return EventFile.of(file, EventFile.read(file), List.of("RunsFunction"), null, null);
    }

    /// A call of `POST /start`, in a folder that says which function it is for.
    private String start(String body) throws Exception {
        Path folder = Files.createDirectories(data.resolve("events").resolve("runs"));
        String event =
                """
                {"version": "2.0", "routeKey": "POST /start", "headers": {}, "body": "%s",
                 "requestContext": {"http": {"method": "POST", "path": "/start"}}}\
                """
                        .formatted(body);
        return Files.writeString(folder.resolve(body + ".json"), event).toString();
    }
}
