package dev.handover.delivereffects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.run.Confided;
import dev.handover.run.Controls;
import dev.handover.run.Queues;
import dev.handover.run.RunView;
import dev.handover.run.memory.MemoryQueues;
import dev.handover.store.Key;
import dev.handover.testing.Events;
import dev.handover.testing.Invocation;
import dev.handover.testing.MemoryStack;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

class DeliverEffectsTest {
    private static final Confided TOLD =
            new Confided(
                    List.of("Jane \"<b>\" O'Doe & \\ \u202e"), null, List.of("admin-1", "admin-2"));
    private static final String SUBJECT = MemoryStack.OLD;

    private final MemoryStack stack = new MemoryStack().withOldAccount();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    private DeliverEffectsHandler handler(String notificationUrl, String republishUrl) {
        Duration patience = Duration.ofSeconds(5);
        return handler(notificationUrl, republishUrl, patience);
    }

    private DeliverEffectsHandler handler(
            String notificationUrl, String republishUrl, Duration patience) {
        return new DeliverEffectsHandler(
                stack.engine,
                new Outside(AllowedHosts.of("127.0.0.1, userorg"), patience),
                notificationUrl,
                republishUrl);
    }

    private DeliverEffectsHandler telling() {
        return handler(receiver.url(), "");
    }

    /// A run of the operation that there is; what it tells is the tests'.
    private void start() {
        ObjectNode request = Json.object().put("to", MemoryStack.NEW);
        request.putArray("from").add(SUBJECT);
        request.put("subject", SUBJECT);
        new Controls(stack.engine)
                .start(
                        new Controls.Request(
                                MemoryStack.RUN,
                                "claim",
                                request,
                                List.of(SUBJECT, MemoryStack.NEW),
                                "tester",
                                false,
                                false,
                                false,
                                TOLD));
    }

    private void complete() {
        start();
        stack.work();
    }

    private static ObjectNode effect(String file) {
        return (ObjectNode)
                Json.parse(
                        Json.parse(Events.text("deliver-effects", file))
                                .at("/Records/0/body")
                                .asText());
    }

    private int failures(DeliverEffectsHandler handler, SQSEvent event) {
        return handler.handleRequest(event, Invocation.unhurried()).getBatchItemFailures().size();
    }

    private void take(DeliverEffectsHandler handler, String file) {
        assertEquals(0, failures(handler, message(file, 1)), file);
    }

    private void comesAgain(DeliverEffectsHandler handler, String file, int receives) {
        assertEquals(1, failures(handler, message(file, receives)), file);
    }

    private static SQSEvent message(String file, int receives) {
        SQSEvent event = Events.event(SQSEvent.class, Events.text("deliver-effects", file));
        event.getRecords()
                .getFirst()
                .getAttributes()
                .put("ApproximateReceiveCount", String.valueOf(receives));
        return event;
    }

    private JsonNode effects() {
        return RunView.withLanes(stack.engine, stack.run(MemoryStack.RUN)).path("effects");
    }

    private String state() {
        assertEquals(1, effects().size(), () -> effects().toString());
        JsonNode only = effects().get(0);
        return only.path("state").asText()
                + (only.has("why") ? " " + only.path("why").asText() : "");
    }

    private List<String> givenUp() {
        return stack.engine.ledger().givenUp.list(null, 100).messages().stream()
                .map(message -> message.reason())
                .toList();
    }

    @Test
    @DisplayName(
            "administrators are told once, in Sunbird's shape, with everything foreign escaped")
    void tellsOnce() {
        complete();
        take(telling(), "notify");
        take(telling(), "notify");
        assertEquals("delivered", state());
        assertEquals(1, receiver.got.size());
        Receiver.Got got = receiver.got.getFirst();
        assertEquals("/v2/notification", got.path());
        assertEquals(effect("notify").path("effectId").asText(), got.key());
        JsonNode request = Json.parse(got.body()).path("request");
        assertEquals("email", request.path("type").asText());
        assertEquals("User Account Deletion Notification", request.path("subject").asText());
        assertEquals("Team", request.path("regards").asText());
        assertEquals("[\"admin-1\",\"admin-2\"]", request.path("recipientUserIds").toString());
        String body = request.path("body").asText();
        assertTrue(
                body.contains(
                        "Jane &quot;&lt;b&gt;&quot; O&#39;Doe &amp; \\ \u202e (" + SUBJECT + ")"),
                body);
    }

    @Test
    @DisplayName("subject, text and regards are the data map's")
    void inTheWordsOfTheMap() {
        complete();
        ObjectNode effect = effect("notify");
        ((ObjectNode) effect.path("payload"))
                .put("title", "Gone")
                .put("body", "{userId} left")
                .put("regards", "Us");
        assertEquals(0, failures(telling(), Events.messages(Json.text(effect))));
        JsonNode request = Json.parse(receiver.got.getFirst().body()).path("request");
        assertEquals("Gone", request.path("subject").asText());
        assertEquals(SUBJECT + " left", request.path("body").asText());
        assertEquals("Us", request.path("regards").asText());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 408})
    @DisplayName("an answer that says it was not done is tried again, alone, until it is delivered")
    void notDone(int status) {
        complete();
        receiver.answers(status);
        comesAgain(telling(), "notify", 1);
        assertEquals("waiting status-" + status, state());
        take(telling(), "notify");
        assertEquals("delivered", state());
        assertEquals(2, receiver.got.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504, Receiver.HANGS_UP})
    @DisplayName("an answer that was lost leaves it unconfirmed, and it is never sent again")
    void lost(int status) {
        complete();
        receiver.answers(status);
        take(telling(), "notify");
        assertTrue(state().startsWith("unconfirmed"), this::state);
        take(telling(), "notify");
        assertEquals(1, receiver.got.size());
        assertEquals(List.of("unconfirmed"), givenUp());
    }

    @Test
    @DisplayName("who doesn't answer in time leaves it unconfirmed")
    void silent() {
        complete();
        receiver.answers(Receiver.STAYS_SILENT);
        DeliverEffectsHandler hasty = handler(receiver.url(), "", Duration.ofMillis(200));
        take(hasty, "notify");
        assertEquals("unconfirmed no-answer", state());
    }

    @Test
    @DisplayName("where nobody listens it was surely not delivered: five times, then given up")
    void nobodyListens() {
        complete();
        DeliverEffectsHandler handler = telling();
        receiver.close();
        comesAgain(handler, "notify", 1);
        assertEquals("waiting no-connection", state());
        comesAgain(handler, "notify", 5);
        assertEquals("given-up no-connection", state());
        assertEquals(List.of("no-connection"), givenUp());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 302})
    @DisplayName("what the receiver refuses goes to a person; redirects are not followed")
    void refused(int status) {
        complete();
        receiver.answers(status);
        take(telling(), "notify");
        assertEquals("refused status-" + status, state());
        MemoryQueues.Sent dead = stack.queues.sent(Queues.Name.DEAD_EFFECTS).getFirst();
        assertEquals("status-" + status, dead.attributes().get("reason"));
        assertEquals(1, receiver.got.size());
        take(telling(), "notify"); // moved back by a person
        assertEquals("delivered", state());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/v2/notification",
                "http://userorg@evil.example/",
                "http://userorg:secret@userorg/",
                "http://userorg.evil.example/",
                "file:///etc/passwd",
                "not an address"
            })
    @DisplayName("no host is called but those of the list")
    void hosts(String url) {
        complete();
        take(handler(url, ""), "notify");
        assertTrue(state().startsWith("refused "), this::state);
    }

    @Test
    @DisplayName(
            "a sender that died over it leaves it unconfirmed; one that is alive is left alone")
    void senderDied() {
        complete();
        ObjectNode effect = effect("notify");
        var message = dev.handover.run.EffectMessage.parse(Json.text(effect));
        stack.engine.ledger().deliveries.take(message, stack.now, Duration.ofSeconds(70));
        take(telling(), "notify");
        assertEquals("sending", state());
        assertEquals(1, stack.queues.sent(Queues.Name.EFFECTS).size(), "looks again later");
        stack.now = stack.now.plusSeconds(70);
        take(telling(), "notify");
        assertEquals("unconfirmed sender-died", state());
        assertEquals(0, receiver.got.size());
    }

    @Test
    @DisplayName("two at once tell once")
    void twoAtOnce() throws Exception {
        complete();
        DeliverEffectsHandler handler = telling();
        Thread one = Thread.ofPlatform().start(() -> failures(handler, message("notify", 1)));
        Thread two = Thread.ofPlatform().start(() -> failures(handler, message("notify", 1)));
        assertTrue(one.join(Duration.ofMillis(TimeUnit.MINUTES.toMillis(1))));
        assertTrue(two.join(Duration.ofMillis(TimeUnit.MINUTES.toMillis(1))));
        assertEquals(1, receiver.got.size());
        assertEquals("delivered", state());
    }

    @Test
    @DisplayName("before the run has ended it waits, without using up a receive")
    void waitsForTheEnd() {
        start();
        take(telling(), "notify");
        assertEquals(0, receiver.got.size());
        assertEquals(
                Duration.ofSeconds(15), stack.queues.sent(Queues.Name.EFFECTS).getFirst().delay());
        assertEquals(0, effects().size());
    }

    @Test
    @DisplayName("while everything is stopped nobody is told anything")
    void stopped() {
        complete();
        Controls controls = new Controls(stack.engine);
        controls.stopAll("tester", "trouble");
        take(telling(), "notify");
        take(telling(), "republish");
        assertEquals(0, receiver.got.size());
        assertEquals(2, stack.queues.sent(Queues.Name.EFFECTS).size());
        controls.startAgain("tester", "well again");
        take(telling(), "notify");
        assertEquals("delivered", state());
    }

    @Test
    @DisplayName("a cancelled run tells nobody that it is done, what it changed is published anew")
    void cancelled() {
        start();
        new Controls(stack.engine).cancel(MemoryStack.RUN, "tester", "not now");
        take(telling(), "notify");
        assertEquals("skipped run-not-complete", state());
        take(telling(), "republish");
        assertEquals(1, stack.queues.sent(Queues.Name.REPUBLISHES).size());
    }

    @Test
    @DisplayName("what an undo takes back is told no more; caches forget all the same")
    void undone() {
        complete();
        new Controls(stack.engine).undo(MemoryStack.RUN, "tester", "by mistake");
        take(telling(), "notify");
        assertEquals("stale taken-back", state());
        take(telling(), "republish");
        assertEquals(List.of(), stack.queues.sent(Queues.Name.REPUBLISHES));
        stack.with("", "hierarchy_do_2140000000000000021", "{}");
        take(telling(), "evict");
        assertFalse(stack.redis.contents().containsKey(cached()));
        assertEquals(0, receiver.got.size());
    }

    @Test
    @DisplayName("without an address nobody is told; that is said, and can be made good")
    void noAddress() {
        complete();
        take(handler("", ""), "notify");
        assertEquals("skipped no-address", state());
        take(telling(), "notify");
        assertEquals("delivered", state(), "what was skipped can be sent anew");
    }

    private static Key cached() {
        return new Key("redis", "", "hierarchy_do_2140000000000000021");
    }

    @Test
    @DisplayName("a cache forgets, once and again, whatever it holds")
    void evicts() {
        complete();
        stack.redis.writeFromOutside(cached(), Content.of("no JSON"));
        take(telling(), "evict");
        take(telling(), "evict");
        assertFalse(stack.redis.contents().containsKey(cached()));
        assertEquals(0, effects().size(), "what goes well and may be repeated is not written down");
    }

    @Test
    @DisplayName("publishing again is asked for in Sunbird's shape, twice under the same mid")
    void republishes() {
        complete();
        take(telling(), "republish");
        take(telling(), "republish");
        List<MemoryQueues.Sent> sent = stack.queues.sent(Queues.Name.REPUBLISHES);
        assertEquals(sent.getFirst(), sent.getLast());
        JsonNode request = Json.parse(sent.getFirst().body());
        assertEquals("BE_JOB_REQUEST", request.path("eid").asText());
        assertTrue(
                request.path("mid").asText().matches("LP\\.[0-9]+\\.0a1d6c3e-0000-5000-.*"),
                request.path("mid").asText());
        assertEquals(
                "{\"id\":\"do_2140000000000000021\",\"ver\":3}", request.path("object").toString());
        JsonNode data = request.path("edata");
        assertEquals("republish", data.path("action").asText());
        assertEquals("public", data.path("publish_type").asText());
        assertEquals(effect("republish").path("payload"), data.path("metadata"));
    }

    @Test
    @DisplayName("or it is posted to where the deployment says, again when the answer is lost")
    void republishesOverHttp() {
        complete();
        receiver.answers(502);
        DeliverEffectsHandler handler = handler("", receiver.url());
        comesAgain(handler, "republish", 1);
        take(handler, "republish");
        assertEquals(2, receiver.got.size());
        assertEquals(receiver.got.getFirst(), receiver.got.getLast());
    }

    @Test
    @DisplayName(
            "an effect that nobody knows, of a run that isn't there, or that is none, is for a"
                    + " person")
    void unknown() {
        take(telling(), "unknown");
        complete();
        take(telling(), "unknown");
        assertEquals(
                List.of("unknown-run", "unknown-effect"),
                stack.queues.sent(Queues.Name.DEAD_EFFECTS).stream()
                        .map(sent -> sent.attributes().getOrDefault("reason", ""))
                        .toList());
        assertEquals("refused unknown-effect", state());
        SQSBatchResponse answer =
                telling().handleRequest(Events.messages("no JSON"), Invocation.unhurried());
        assertEquals(1, answer.getBatchItemFailures().size(), "the queue gives it up");
    }

    @Test
    @DisplayName("a place that is none, or that the data map doesn't name, is refused")
    void noSuchPlace() {
        complete();
        ObjectNode effect = effect("evict");
        ((ObjectNode) effect.path("payload")).remove("id");
        assertEquals(0, failures(telling(), Events.messages(Json.text(effect))));
        assertEquals("refused no-such-place", state());
    }

    @Test
    @DisplayName("no name stands in log, ledger or queue")
    void nothingInTheOpen() {
        complete();
        receiver.answers(400);
        take(telling(), "notify");
        StringBuilder open = new StringBuilder().append(stack.logged).append(stack.queues.sent());
        stack.ledger.items().forEach(item -> open.append(item.body()));
        assertFalse(open.toString().contains("O'Doe"));
        assertFalse(open.toString().contains("admin-1"));
    }
}
