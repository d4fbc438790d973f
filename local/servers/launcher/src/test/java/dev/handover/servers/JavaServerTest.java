package dev.handover.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

@Tag("servers")
class JavaServerTest {
    @ParameterizedTest
    @EnumSource
    void aServerEndsWithTheProcessThatStartedItAlsoWhenThatIsKilled(JavaServer server)
            throws Exception {
        Process starter =
                new ProcessBuilder(
                                List.of(
                                        Jdks.java(Runtime.version().feature()).toString(),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Starter.class.getName(),
                                        server.name()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String[] told;
        try (BufferedReader out = starter.inputReader()) {
            told = out.readLine().split(" ");
        }
        ProcessHandle running = ProcessHandle.of(Long.parseLong(told[0])).orElseThrow();
        assertTrue(answers(told[1]));

        starter.destroyForcibly();

        running.onExit().get(30, TimeUnit.SECONDS);
        assertFalse(answers(told[1]));
    }

    @ParameterizedTest
    @EnumSource
    void allShareOneThatStartsOnce(JavaServer server) {
        assertEquals(server.address(), server.address());
        assertTrue(answers(server.address()));
    }

    @Test
    void whichJavaIsMissingIsSaid() {
        IllegalStateException missing =
                assertThrows(IllegalStateException.class, () -> Jdks.java(3));

        assertTrue(missing.getMessage().contains("Java 3 only"), missing.getMessage());
        assertTrue(missing.getMessage().contains("JAVA3_HOME"), missing.getMessage());
    }

    /// Kafka's address is host and port only.
    private static boolean answers(String address) {
        URI uri = URI.create(address.contains("://") ? address : "kafka://" + address);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
