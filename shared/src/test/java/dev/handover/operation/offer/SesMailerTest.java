package dev.handover.operation.offer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import dev.handover.document.Json;
import dev.handover.operation.offer.aws.SesMailer;
import dev.handover.testing.Servers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sesv2.SesV2Client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class SesMailerTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private HttpServer ses;
    private final List<String> asked = new ArrayList<>();
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        ses = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ses.createContext(
                "/",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    asked.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + body);
                    byte[] answer = "{\"MessageId\": \"m-1\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        ses.start();
    }

    @AfterEach
    void stop() {
        ses.stop(0);
    }

    @Test
    void sesIsAskedToSendOneTextToOneAddress() {
        mailer().sendCode("jane@example.org", "01234567", QUARTER);

        assertEquals(1, asked.size());
        String call = "POST /v2/email/outbound-emails ";
        assertTrue(asked.getFirst().startsWith(call), asked.getFirst());
        JsonNode mail = Json.parse(asked.getFirst().substring(call.length()));
        assertEquals("handover@example.org", mail.path("FromEmailAddress").textValue());
        assertEquals(
                "[\"jane@example.org\"]", mail.path("Destination").path("ToAddresses").toString());
        JsonNode simple = mail.path("Content").path("Simple");
        assertEquals("Your code: 01234567", simple.path("Subject").path("Data").textValue());
        String text = simple.path("Body").path("Text").path("Data").textValue();
        assertTrue(text.contains("01234567") && text.contains("15 minutes"), text);
    }

    @Test
    void aMailThatIsRefusedIsTroubleThatNamesNobody() {
        status = 400;

        Mailer.MailNotSent trouble =
                assertThrows(
                        Mailer.MailNotSent.class,
                        () -> mailer().sendCode("jane@example.org", "01234567", QUARTER));

        assertFalse(trouble.getMessage().contains("jane"), trouble.getMessage());
    }

    private Mailer mailer() {
        URI endpoint = URI.create("http://127.0.0.1:" + ses.getAddress().getPort());
        return new SesMailer(
                Servers.client(SesV2Client.builder(), endpoint), "handover@example.org");
    }
}
