package dev.handover.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// MiniStack on this machine. It answers over TLS only, checks every signature, and lets a caller
/// do what its role's policies and the policies of queue and bucket allow, and nothing else.
public final class Emulator implements AutoCloseable {
    /// A start takes 2 s on an idle machine.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final char[] NO_SECRET = "certificate".toCharArray();

    private final Process process;
    private final URI endpoint;
    private @Nullable HttpClient http;

    private Emulator(Process process, int port) {
        this.process = process;
        this.endpoint = URI.create("https://127.0.0.1:" + port);
    }

    /// @throws IllegalStateException saying what is missing
    public static Emulator start() throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("handover-emulator");
        int port = freePort();
        ProcessBuilder start =
                new ProcessBuilder(Python.command("emulator.py"))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile());
        start.environment()
                .putAll(
                        Map.of(
                                "AUTH", "true",
                                "AWS_ACCESS_KEY_ID", Cloud.ACCESS_KEY,
                                "AWS_SECRET_ACCESS_KEY", Cloud.SECRET,
                                "USE_SSL", "1",
                                "TMPDIR", folder.toString(), // its certificate is made there
                                "BIND_HOST", "127.0.0.1",
                                "MINISTACK_HOST", "localhost",
                                "GATEWAY_PORT", String.valueOf(port),
                                "IOT_MTLS_ENABLED", "0",
                                "LOG_LEVEL", "WARNING"));
        Emulator emulator = new Emulator(start.start(), port);
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
        Path certificate = folder.resolve("ministack-tls").resolve("server.crt");
        emulator.awaitReady(certificate, folder);
        return emulator;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path certificate, Path folder)
            throws IOException, GeneralSecurityException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < until) {
            if (http == null && Files.exists(certificate) && Files.size(certificate) > 0) {
                http = trusting(certificate, folder.resolve("trusted.p12"));
            }
            try {
                if (http != null && get("/_ministack/health").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // asked again below
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        close();
        throw new IllegalStateException(
                "the emulator didn't start: " + Files.readString(folder.resolve("log")));
    }

    /// The functions' own HTTP client trusts what the JVM trusts. No test here calls anybody else
    /// over TLS.
    private static HttpClient trusting(Path certificate, Path store)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            Certificate emulator = CertificateFactory.getInstance("X.509").generateCertificate(in);
            trusted.setCertificateEntry("emulator", emulator);
        }
        try (OutputStream out = Files.newOutputStream(store)) {
            trusted.store(out, NO_SECRET);
        }
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
        System.setProperty("javax.net.ssl.trustStorePassword", new String(NO_SECRET));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        // the JVM's default context may have been made before
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return Objects.requireNonNull(http)
                    .send(
                            HttpRequest.newBuilder(endpoint.resolve(path)).build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /// The subjects of all mails that SES was given, in order.
    public String mails() {
        try {
            JsonNode accounts = Json.parse(get("/_ministack/ses/messages").body()).get("messages");
            return StreamSupport.stream(accounts.spliterator(), false)
                    .flatMap(mails -> StreamSupport.stream(mails.spliterator(), false))
                    .map(mail -> mail.path("Subject").asText())
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close(); // it ends with its input
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
