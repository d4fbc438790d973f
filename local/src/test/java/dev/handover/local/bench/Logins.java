package dev.handover.local.bench;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.handover.offeratlogin.OfferAtLoginHandler;
import dev.handover.testing.Invocation;
import dev.handover.testing.Servers;

import redis.clients.jedis.RedisClient;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// (b) A login while the function is warm, with 100,000 old accounts: the real handler of
/// `offer-at-login`, without the time that the auth system takes for the user-info call. Beside it
/// what a login did before: read all users, parse, compare.
final class Logins {
    private static final int ACCOUNTS = Growth.ACCOUNTS;
    private static final int WARM_UP = 1_000;
    private static final int LOGINS = 3_000;
    private static final int OLD_WAY = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack indexed;

    /// @param indexed whose index has all the accounts
    Logins(Stack indexed) {
        this.indexed = indexed;
    }

    List<Line> run() throws Exception {
        Population.seedLists(Servers.redisUri(), 0, ACCOUNTS / 10);
        List<Double> millis = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        PrintStream standardOutput = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // the handler's log
        try (Auth auth = new Auth()) {
            OfferAtLoginHandler handler =
                    indexed.with("AUTH_USERINFO_URL", auth.url())
                            .with("COOKIE_SECRET", "secret")
                            .with("CLIENT_SECRET", "none")
                            .make(OfferAtLoginHandler::new);
            for (int i = 0; i < WARM_UP + LOGINS; i++) {
                double took = login(handler, auth, random.nextInt(ACCOUNTS / 10 * 12 / 10));
                if (i >= WARM_UP) {
                    millis.add(took);
                }
            }
        } finally {
            System.setOut(standardOutput);
        }
        List<Double> old = new ArrayList<>();
        for (int i = 0; i < OLD_WAY; i++) {
            old.add(theOldWay(Population.owner(random.nextInt(ACCOUNTS), 0).email()));
        }
        return List.of(
                new Line(
                        "(b) login with %,d old accounts, beyond the user-info call"
                                .formatted(ACCOUNTS),
                        Figures.of(
                                "p50 %.1f ms, p99 %.1f ms",
                                Figures.median(millis), Figures.quantile(millis, 0.99)),
                        "p99 < 15 ms"),
                new Line(
                        "(b) the old way: read all users, parse, compare",
                        Figures.of("%.0f ms", Figures.median(old))));
    }

    private static double login(OfferAtLoginHandler handler, Auth auth, int person) {
        APIGatewayV2HTTPEvent event =
                APIGatewayV2HTTPEvent.builder()
                        .withRouteKey("POST /login")
                        .withRawPath("/login")
                        .withHeaders(Map.of("authorization", "Bearer " + person))
                        .withRequestContext(
                                APIGatewayV2HTTPEvent.RequestContext.builder()
                                        .withRouteKey("POST /login")
                                        .withHttp(
                                                APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                                        .withMethod("POST")
                                                        .withPath("/login")
                                                        .build())
                                        .build())
                        .build();
        long others = auth.spent();
        long start = System.nanoTime();
        APIGatewayV2HTTPResponse answer = handler.handleRequest(event, Invocation.unhurried());
        long took = System.nanoTime() - start - (auth.spent() - others);
        if (answer.getStatusCode() != 200 && answer.getStatusCode() != 204) {
            throw new IllegalStateException("a login was answered " + answer.getStatusCode());
        }
        return took / 1e6;
    }

    private static double theOldWay(String email) throws IOException {
        try (RedisClient redis = RedisClient.create(Servers.redisUri())) {
            long start = System.nanoTime();
            List<String> found = new ArrayList<>();
            for (Map.Entry<String, String> user : redis.hgetAll("users").entrySet()) {
                JsonNode account = JSON.readTree(user.getValue());
                if (account.path("email_address").asText().equals(email)) {
                    found.add(user.getKey());
                }
            }
            double took = (System.nanoTime() - start) / 1e6;
            if (found.size() != 1) {
                throw new IllegalStateException("the old way did not find the account");
            }
            return took;
        }
    }
}
