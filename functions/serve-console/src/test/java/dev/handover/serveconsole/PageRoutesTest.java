package dev.handover.serveconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

class PageRoutesTest {
    private static final String ASSET = "GET /assets/deep/for-test.css";

    private final Console console = new Console();

    @Test
    @DisplayName(
            "a file comes with its kind, a tag, and a policy that runs nothing but our own files")
    void aFile() {
        APIGatewayV2HTTPResponse file = console.answer(ASSET, Map.of(), null);
        assertEquals(200, file.getStatusCode());
        assertEquals("text/css; charset=utf-8", file.getHeaders().get("content-type"));
        assertEquals(
                "body { margin: 0 }\n",
                new String(Base64.getDecoder().decode(file.getBody()), StandardCharsets.UTF_8));
        assertTrue(file.getHeaders().get("content-security-policy").contains("script-src 'self'"));
        String tag = file.getHeaders().get("etag");
        assertEquals(
                304, console.answer(ASSET, Map.of("if-none-match", tag), null).getStatusCode());
        assertEquals(
                200,
                console.answer(ASSET, Map.of("if-none-match", "\"old\""), null).getStatusCode());
    }

    @Test
    @DisplayName("nothing outside the pages, of another kind, or hidden can be had")
    void nothingElse() {
        for (String path :
                List.of(
                        "/assets/none.css",
                        "/assets/deep/for-test.exe",
                        "/assets/deep/..%2Fdeep/for-test.css",
                        "/assets/../assets/deep/for-test.css",
                        "/assets/%2e%2e/%2e%2e/openapi.yaml",
                        "/assets/..%5C..%5Copenapi.yaml",
                        "/assets//deep/for-test.css",
                        "/assets/deep/",
                        "/assets/deep/.for-test.css",
                        "/assets/deep/for-test.css%00.css")) {
            assertEquals(404, console.answer("GET " + path, Map.of(), null).getStatusCode(), path);
        }
    }
}
