package dev.handover.stored;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.operation.DataMap;
import dev.handover.operation.claim.ClaimOperation;
import dev.handover.operation.claim.ClaimRules;
import dev.handover.run.Applier;
import dev.handover.run.Auditor;
import dev.handover.run.Controls;
import dev.handover.run.Deadline;
import dev.handover.run.Engine;
import dev.handover.run.Ledger;
import dev.handover.run.Log;
import dev.handover.run.Planner;
import dev.handover.run.Queues;
import dev.handover.run.Run;
import dev.handover.run.RunKeys;
import dev.handover.run.Settings;
import dev.handover.run.Signer;
import dev.handover.run.Sweeper;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;
import dev.handover.run.Vault;
import dev.handover.run.Work;
import dev.handover.run.memory.MemoryBlobs;
import dev.handover.run.memory.MemoryQueues;
import dev.handover.run.memory.MemoryTable;
import dev.handover.run.memory.MemoryWrapper;
import dev.handover.store.Atomicity;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.memory.MemoryStore;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A stack whose whole state can be written down as JSON and taken up again: ledger, keys, journal
/// and the system's store. Batches of one document in two lanes.
final class StoredStack {
    private static final Set<Queues.Name> WORK =
            Set.of(Queues.Name.PLANS, Queues.Name.BATCHES, Queues.Name.VERIFICATIONS);

    Instant now = Instant.parse("2026-01-05T10:00:00Z");
    final MemoryTable ledger = new MemoryTable();
    final MemoryTable keys = new MemoryTable();
    final MemoryBlobs blobs = new MemoryBlobs();
    final MemoryQueues queues = new MemoryQueues();
    final MemoryStore redis = new MemoryStore(Atomicity.ALL);

    /// What the engine sees.
    private Store store = redis;

    final Engine engine;
    final Controls controls;

    StoredStack() {
        DataMap map = DataMap.load("genenetwork");
        RunKeys runKeys = new RunKeys(keys, new MemoryWrapper());
        engine =
                new Engine(
                        new Ledger(ledger, () -> now),
                        runKeys,
                        new Vault(blobs, runKeys),
                        queues,
                        _ -> store,
                        Map.of(
                                "claim",
                                new ClaimOperation(ClaimRules.of(map.claimed()), _ -> store)),
                        message -> new Signer.Signature("none", "test", message),
                        new Log(_ -> {}, () -> now, new Log.Source("test", "test")),
                        () -> now,
                        new Settings(
                                1,
                                2,
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(75),
                                Duration.ZERO,
                                Duration.ofDays(30)));
        controls = new Controls(engine);
    }

    Run run(String runId) {
        return engine.ledger().runs.find(runId).orElseThrow();
    }

    void claim(String runId, String to, List<String> from, boolean needsApproval) {
        ObjectNode request = Json.object().put("to", to).put("proof", "operator");
        from.forEach(request.withArray("from")::add);
        controls.start(
                new Controls.Request(
                        runId,
                        "claim",
                        request,
                        Stream.concat(from.stream(), List.of(to).stream()).toList(),
                        "tester",
                        false,
                        needsApproval,
                        false));
    }

    /// Delivers messages one after the other, at most so many; answers how many there were.
    int deliver(int most) {
        int delivered = 0;
        List<MemoryQueues.Sent> waiting = new ArrayList<>(queues.take());
        while (!waiting.isEmpty() && delivered < most) {
            MemoryQueues.Sent message = waiting.removeFirst();
            if (WORK.contains(message.queue())) {
                work(Work.parse(message.body()));
                delivered++;
                waiting.addAll(queues.take());
            }
        }
        waiting.forEach(left -> queues.send(left.queue(), left.body()));
        return delivered;
    }

    private void work(Work work) {
        switch (work) {
            case Work.Plan plan -> new Planner(engine).plan(plan, Deadline.NONE);
            case Work.Batch batch -> new Applier(engine).apply(batch, Deadline.NONE);
            case Work.Verify verify -> new Auditor(engine).verify(verify, Deadline.NONE);
        }
    }

    /// Delivers one message to a function that dies when it is about to write to the store.
    void deliverToTheDying() {
        store =
                (Store)
                        Proxy.newProxyInstance(
                                Store.class.getClassLoader(),
                                new Class<?>[] {Store.class},
                                (_, method, arguments) -> {
                                    if (method.getName().equals("write")) {
                                        throw new Died();
                                    }
                                    return method.invoke(redis, arguments);
                                });
        try {
            deliver(1);
            throw new AssertionError("it wrote nothing");
        } catch (Died asItShould) {
            store = redis;
        }
    }

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// As the minutes go by: the sweep sends what got lost, and it is delivered.
    void minutes(int count) {
        for (int minute = 0; minute < count; minute++) {
            now = now.plus(Duration.ofMinutes(1));
            new Sweeper(engine).sweep(Deadline.NONE);
            deliver(Integer.MAX_VALUE);
        }
    }

    Map<String, String> contents() {
        Map<String, String> texts = new TreeMap<>();
        redis.contents()
                .forEach((key, content) ->
                        texts.put(key.collection() + "/" + key.id(), content.text()));
        return texts;
    }

    /// Everything but the queues: messages are what may get lost.
    ObjectNode written() {
        ObjectNode all = Json.object().put("now", now.toString());
        write(all, "ledger", ledger);
        write(all, "keys", keys);
        ObjectNode pages = all.putObject("blobs");
        blobs.names()
                .forEach(name ->
                        pages.put(
                                name,
                                Base64.getEncoder().encodeToString(blobs.get(name).orElseThrow())));
        all.set("store", Json.tree(contents()));
        return all;
    }

    private static void write(ObjectNode all, String name, MemoryTable table) {
        table.items()
                .forEach(item ->
                        all.withArray(name)
                                .addObject()
                                .put("pk", item.id().partition())
                                .put("sk", item.id().sort())
                                .set("body", item.body()));
    }

    static StoredStack of(JsonNode stored) {
        StoredStack stack = new StoredStack();
        stack.now = Instant.parse(stored.path("now").asText());
        stored.path("ledger").forEach(item -> stack.ledger.put(item(item)));
        stored.path("keys").forEach(item -> stack.keys.put(item(item)));
        stored.path("blobs")
                .properties()
                .forEach(page ->
                        stack.blobs.putIfAbsent(
                                page.getKey(),
                                Base64.getDecoder().decode(page.getValue().asText())));
        stored.path("store")
                .properties()
                .forEach(document -> stack.store(document.getKey(), document.getValue().asText()));
        return stack;
    }

    /// @param place `<hash>/<field>`
    void store(String place, String text) {
        int slash = place.indexOf('/');
        redis.writeFromOutside(
                new Key("redis", place.substring(0, slash), place.substring(slash + 1)),
                Content.of(text));
    }

    private static Item item(JsonNode stored) {
        return Item.fresh(
                new Id(stored.path("pk").asText(), stored.path("sk").asText()),
                (ObjectNode) stored.path("body").deepCopy());
    }
}
