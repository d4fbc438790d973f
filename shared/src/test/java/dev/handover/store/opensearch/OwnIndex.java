package dev.handover.store.opensearch;

import dev.handover.document.Json;
import dev.handover.servers.JavaServer;
import dev.handover.testing.Servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// An index of a test's own, and the application that uses it beside us.
final class OwnIndex {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final String name = Servers.freshName("index");
    private final String server;

    OwnIndex(JavaServer server) {
        this.server = server.address();
        call(
                "PUT",
                "/" + name,
                """
                {"settings":{"number_of_shards":3,"number_of_replicas":0},"mappings":{"dynamic":false,"properties":{
                "id":{"type":"keyword"},"number":{"type":"long"},"parts":{"type":"keyword"},
                "owner":{"type":"text","fields":{"raw":{"type":"keyword"}}}}}}
                """);
    }

    /// Owners are found by `owner.raw`; `id` repeats the id where `ids` is so.
    OpensearchStore store(boolean ids) {
        var byId = Json.object();
        if (ids) {
            byId.put(name, "id");
        }
        var terms = Json.object();
        terms.putObject(name).put("owner", "owner.raw");
        return new OpensearchStore(
                "search", new Rest(URI.create(server)), new Searches(byId, terms));
    }

    String call(String method, String path, String body) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(
                            HttpRequest.newBuilder(URI.create(server + path))
                                    .header("content-type", "application/json")
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 404 && answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer.body());
            }
            return answer.statusCode() == 404 ? "" : answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String document(String id) {
        return "/" + name + "/_doc/" + encoded(id);
    }

    String source(String id) {
        return call("GET", "/" + name + "/_source/" + encoded(id), "");
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }

    void drop() {
        call("DELETE", "/" + name, "");
    }
}
