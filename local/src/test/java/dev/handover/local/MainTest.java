package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command says what is wrong and what to do, in a line and by its exit status; and runs an event to its end.
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
        assertTrue(toy.out().contains("HANDOVER_PORT") && toy.out().contains("5 waiting for approval"), toy.out());
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
        Path broken = Files.writeString(Files.createDirectories(data.resolve("runs")).resolve("e.json"), "{\n \"a\": 1,\n}");
        assertUsage("line 3, column 2: not JSON", toy(), broken.toString());
        Path good = Files.writeString(data.resolve("e.json"), "{}");
        assertUsage("Name one with --function: echo, gate, runs, tick, work", toy(), good.toString());
        assertUsage("There is no function other", toy(), good.toString(), "--function", "other");
        assertUsage("The demonstration has no bob", toy(), good.toString(), "--function", "runs", "--as", "bob");
        assertUsage("--as goes with an event over HTTP", toy(), good.toString(), "--function", "runs", "--as", "jane");
    }

    @Test
    void aUsedPortIsNamedWithTheWayOut() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(socket.getLocalPort());
            assertUsage("Port " + port + " is in use by another program", toy().with("HANDOVER_PORT", port));
        }
        assertUsage("HANDOVER_PORT must be a port number, not web", toy().with("HANDOVER_PORT", "web"));
    }

    @Test
    void aStateFolderInUseIsNamedWithTheWayOut() {
        try (DataFolder other = DataFolder.open(data)) {
            assertUsage("Another local run uses the state folder " + other.root(), toy());
        }
    }

    @Test
    void aWrongTemplateIsExplainedWithItsLine() throws Exception {
        Path file = Files.writeString(data.resolve("wrong.yaml"), "Resources:\n  A: {Type: X, Properties: {B: !Ref C}}\n");
        assertUsage("line 2: there is no parameter and no resource C", toy().with("HANDOVER_TEMPLATE", file.toString()));
    }

    @Test
    void anEndpointWithoutKeysIsExplained() {
        assertUsage(
                "AWS_ENDPOINT_URL is set, but not AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                toy().with("AWS_ENDPOINT_URL", "http://127.0.0.1:1"));
    }

    @Test
    void aFunctionWithoutItsVariablesIsNamed() throws Exception {
        Path yaml = data.resolve("t.yaml");
        Files.writeString(yaml, Files.readString(Toy.file("template.yaml")).replace("Default: here", "Default: \"\""));
        assertUsage("EchoFunction doesn't start: environment variables are missing: NEEDED", toy().with("HANDOVER_TEMPLATE", yaml.toString()));
    }

    @Test
    void anEventRunsToItsEndAndItsExitStatusSaysWhich() throws Exception {
        Toy complete = toy();
        assertEquals(0, complete.main(start("complete")), complete.err());
        assertTrue(complete.out().contains("\"runId\" : \"complete\""), complete.out());
        assertTrue(complete.err().contains("sam local invoke RunsFunction -e "), complete.err());
        assertTrue(complete.err().contains("[####################..........]  67 %  running  2 of 3 records"), complete.err());

        Toy incomplete = toy();
        assertEquals(3, incomplete.main(start("incomplete")), incomplete.err());
        Toy refused = toy();
        assertEquals(4, refused.main(start("refuse")), refused.err());
        assertTrue(refused.out().contains("wrong-state"), refused.out());
        Toy waiting = toy();
        assertEquals(5, waiting.main(start("planned")), waiting.err());
        assertTrue(waiting.err().contains("--approve good-digest"), waiting.err());
        assertEquals(4, toy().main(start("planned"), "--approve", "another-digest"));
        assertEquals(0, toy().main(start("planned"), "--approve", "good-digest"));
    }

    /// A call of `POST /start`, in a folder that says which function it is for.
    private String start(String body) throws Exception {
        Path folder = Files.createDirectories(data.resolve("events").resolve("runs"));
        String event =
                """
                {"version": "2.0", "routeKey": "POST /start", "headers": {}, "body": "%s",
                 "requestContext": {"http": {"method": "POST", "path": "/start"}}}"""
                        .formatted(body);
        return Files.writeString(folder.resolve(body + ".json"), event).toString();
    }
}
