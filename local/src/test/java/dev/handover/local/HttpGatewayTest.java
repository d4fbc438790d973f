package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The HTTP API hands requests to functions, and answers, as API Gateway does with payload format
/// 2.0.
class HttpGatewayTest {
    @TempDir static Path data;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static LocalRun run;

    @BeforeAll
    static void start() {
        run = new Toy(data).start();
    }

    @AfterAll
    static void stop() {
        run.close();
        CLIENT.close();
    }

    @Test
    void aRequestComesAsAnEventOfFormatTwo() throws Exception {
        HttpResponse<byte[]> answer =
                send(
                        request("/notes/a%20b?x=1&x=2&y=%C3%A4+z")
                                .header("X-Mixed", "One")
                                .header("X-Mixed", "Two")
                                .header("Cookie", "c=1; d=2"));
        assertEquals(200, answer.statusCode());
        assertEquals(
                "good day|GET /notes/{noteId}|{noteId=a b}|{x=1,2, y=ä z}|[c=1,"
                        + " d=2]|One,Two|null|false|",
                text(answer));
    }

    @Test
    void aTextBodyComesAsItIsAndABinaryOneInBase64() throws Exception {
        HttpRequest.BodyPublisher bytes =
                HttpRequest.BodyPublishers.ofByteArray(new byte[] {0, -1});
        assertEquals(
                "good day|POST /notes|null|null|null|null|{\"ä\": 1}|false|",
                text(
                        send(
                                request("/notes")
                                        .header("content-type", "application/json; charset=utf-8")
                                        .POST(HttpRequest.BodyPublishers.ofString("{\"ä\": 1}")))));
        assertEquals(
                "good day|POST /notes|null|null|null|null|AP8=|true|",
                text(
                        send(
                                request("/notes")
                                        .header("content-type", "application/octet-stream")
                                        .POST(bytes))));
    }

    @Test
    void aGreedyPathTakesAllThatFollows() throws Exception {
        assertEquals(
                "good day|GET /files/{proxy+}|{proxy=a/b.css}|null|null|null|null|false|",
                text(send(request("/files/a/b.css"))));
    }

    @Test
    void anAnswerInBytesWithCookiesComesOutSo() throws Exception {
        HttpResponse<byte[]> answer = send(request("/notes/1").header("x-do", "bytes"));
        assertEquals(201, answer.statusCode());
        assertArrayEquals(new byte[] {0, -1, 2}, answer.body());
        assertEquals(List.of("image/png"), answer.headers().allValues("content-type"));
        assertEquals(List.of("a=1", "b=2"), answer.headers().allValues("set-cookie"));
    }

    @Test
    void anAuthorizerIsAskedFirst() throws Exception {
        assertMessage(401, "Unauthorized", send(request("/secret")));
        assertMessage(
                403, "Forbidden", send(request("/secret").header("Authorization", "Bearer no")));
        assertMessage(
                500,
                "Internal Server Error",
                send(request("/secret").header("Authorization", "Bearer boom")));
        assertEquals(
                "good day|GET /secret|null|null|null|null|null|false|{operator=toy}",
                text(send(request("/secret").header("Authorization", "Bearer yes"))));
    }

    @Test
    void whatNoFunctionAnswersTheGatewayDoes() throws Exception {
        assertMessage(404, "Not Found", send(request("/nowhere")));
        assertMessage(404, "Not Found", send(request("/notes/1").DELETE()));
        assertMessage(
                500, "Internal Server Error", send(request("/notes/1").header("x-do", "fail")));
        assertMessage(503, "Service Unavailable", send(request("/notes/1").header("x-do", "hang")));
        byte[] large = new byte[10 * 1024 * 1024 + 1];
        assertMessage(
                413,
                "Request Entity Too Large",
                send(request("/notes").POST(HttpRequest.BodyPublishers.ofByteArray(large))));
    }

    private static void assertMessage(int status, String message, HttpResponse<byte[]> answer) {
        assertEquals(status, answer.statusCode());
        assertEquals("{\"message\":\"" + message + "\"}", text(answer));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(run.url() + path));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
