package dev.handover.local;

import cloud.localstack.Localstack;
import cloud.localstack.docker.LocalstackDockerExtension;
import cloud.localstack.docker.annotation.LocalstackDockerProperties;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.local.emulator.Cloud;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The same operations as [EmulatorTest], on LocalStack in Docker. It enforces no rights, so that
/// nothing is compared here.
@Tag("docker")
@ExtendWith(LocalstackDockerExtension.class)
@LocalstackDockerProperties(imageTag = "4.14.0")
class LocalstackDockerTest {
    private static Launcher launcher;

    @BeforeAll
    static void start() {
        launcher =
                Launcher.on(
                        new Cloud(URI.create(Localstack.INSTANCE.getEndpointDynamoDB())),
                        LocalstackDockerTest::mails);
    }

    private static String mails() {
        URI sent = launcher.cloud().endpoint().resolve("/_aws/ses");
        try (InputStream in = sent.toURL().openStream()) {
            JsonNode mails = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return StreamSupport.stream(mails.get("messages").spliterator(), false)
                    .map(mail -> mail.path("Subject").asText())
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class Claim extends ClaimEndToEnd {
        @Override
        DemonstrationRun launch() throws IOException {
            return launcher.launch("claim", "genenetwork");
        }
    }

    @Nested
    class Operators extends OperatorsEndToEnd {
        @Override
        DemonstrationRun launch() throws IOException {
            return launcher.launch("operators", "genenetwork");
        }
    }
}
