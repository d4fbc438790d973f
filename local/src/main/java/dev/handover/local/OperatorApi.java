package dev.handover.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// The operator's HTTP API, as a script would use it.
final class OperatorApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    /// @param body JSON; an empty object where the answer has none
    record Reply(int status, JsonNode body) {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    OperatorApi(String url, String token) {
        this.url = url;
        this.token = token;
    }

    Reply run(String runId) throws InterruptedException {
        return send(request("/operator/runs/" + runId).GET());
    }

    Reply receipt(String runId) throws InterruptedException {
        return send(request("/operator/runs/" + runId + "/receipt").GET());
    }

    Reply plan(String runId) throws InterruptedException {
        return send(request("/operator/runs/" + runId + "/plan").GET());
    }

    /// Why a message was refused.
    String refusal(String messageId) throws InterruptedException {
        for (JsonNode letter :
                send(request("/operator/dead-letters").GET()).body().path("deadLetters")) {
            if (letter.path("id").asText().equals(messageId)) {
                return letter.path("reason").asText();
            }
        }
        return "unknown";
    }

    Reply approve(String runId, String digest) throws InterruptedException {
        return post(runId, "approve", JSON.createObjectNode().put("digest", digest));
    }

    Reply undo(String runId) throws InterruptedException {
        return post(runId, "undo", JSON.createObjectNode());
    }

    private Reply post(String runId, String verb, ObjectNode body) throws InterruptedException {
        return send(
                request("/operator/runs/" + runId + "/" + verb)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<byte[]> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), json(response.body()));
        } catch (IOException e) {
            throw new LocalProblem("The HTTP API of this run doesn't answer", e);
        }
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode().put("message", new String(body, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
