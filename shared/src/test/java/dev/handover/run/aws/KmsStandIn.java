package dev.handover.run.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.handover.run.memory.MemoryWrapper;
import dev.handover.testing.Servers;

import software.amazon.awssdk.services.kms.KmsClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/// Answers Encrypt, Decrypt and Sign over HTTP as KMS documents them; what no server here does for
/// real. It shows that our requests carry the key, the context and the digest, not that KMS itself
/// behaves so.
public final class KmsStandIn implements AutoCloseable {
    public static final String KEY_ARN =
            "arn:aws:kms:us-east-1:000000000000:key/7f0d6f0e-0000-4000-8000-000000000001";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final KeyPair pair;
    private final MemoryWrapper sealer = new MemoryWrapper();

    public KmsStandIn() throws IOException, GeneralSecurityException {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(new ECGenParameterSpec("secp256r1"));
        pair = pairs.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    KmsClient client() {
        return Servers.client(KmsClient.builder(), endpoint());
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            ObjectNode answer = JSON.createObjectNode().put("KeyId", KEY_ARN);
            int status = 200;
            try {
                switch (exchange.getRequestHeaders().getFirst("X-Amz-Target")) {
                    case "TrentService.Encrypt" ->
                            answer.put(
                                    "CiphertextBlob",
                                    sealer.wrap(context(request), bytes(request, "Plaintext")));
                    case "TrentService.Decrypt" ->
                            answer.put(
                                    "Plaintext",
                                    sealer.unwrap(
                                            context(request), bytes(request, "CiphertextBlob")));
                    case "TrentService.Sign" -> answer.put("Signature", sign(request));
                    case String other ->
                            throw new IllegalStateException("no such action: " + other);
                }
            } catch (IllegalArgumentException e) {
                status = 400;
                answer.removeAll().put("__type", "InvalidCiphertextException");
            } catch (GeneralSecurityException e) {
                status = 500;
            }
            byte[] body = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private byte[] sign(JsonNode request) throws IOException, GeneralSecurityException {
        byte[] digest = bytes(request, "Message");
        if (!request.path("MessageType").asText().equals("DIGEST")
                || !request.path("SigningAlgorithm").asText().equals("ECDSA_SHA_256")
                || digest.length != 32) {
            throw new GeneralSecurityException("ValidationException");
        }
        Signature signature = Signature.getInstance("NONEwithECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(digest);
        return signature.sign();
    }

    private static String context(JsonNode request) {
        return request.path("KeyId").asText() + request.path("EncryptionContext");
    }

    private static byte[] bytes(JsonNode request, String name) throws IOException {
        return request.get(name).binaryValue();
    }
}
