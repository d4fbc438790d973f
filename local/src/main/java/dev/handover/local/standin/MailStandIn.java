package dev.handover.local.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// In place of SES (its v2 API): a mail is shown on the terminal instead of being sent. So is a
/// mailed code.
public final class MailStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Consumer<String> terminal;

    private MailStandIn(HttpServer server, Consumer<String> terminal) {
        this.server = server;
        this.terminal = terminal;
    }

    public static MailStandIn start(Consumer<String> terminal) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        MailStandIn mail = new MailStandIn(server, terminal);
        server.setExecutor(mail.threads);
        server.createContext("/v2/email/outbound-emails", mail::take);
        server.start();
        return mail;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode mail = JSON.readTree(exchange.getRequestBody());
            JsonNode content = mail.path("Content").path("Simple");
            String to = mail.path("Destination").path("ToAddresses").path(0).asText("");
            terminal.accept(
                    "mail to "
                            + masked(to)
                            + ": "
                            + content.path("Subject").path("Data").asText("")
                            + "\n  "
                            + content.path("Body")
                                    .path("Text")
                                    .path("Data")
                                    .asText("")
                                    .strip()
                                    .replace("\n", "\n  "));
            byte[] answer =
                    JSON.createObjectNode()
                            .put("MessageId", UUID.randomUUID().toString())
                            .toString()
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /// `j***@example.org`: terminals are recorded, shown and pasted.
    private static String masked(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 ? "***" : address.charAt(0) + "***" + address.substring(at);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
