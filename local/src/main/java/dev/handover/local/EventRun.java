package dev.handover.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.handover.local.functions.Answer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Runs one event to its end: invokes its function as `sam local invoke -e` would, and follows the
/// run that comes of it.
final class EventRun {
    private static final Duration LOOK = Duration.ofMillis(200); // between two looks at a run
    private static final Duration RECEIPT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalRun local;
    private final Terminal terminal;
    private final OperatorApi api;

    EventRun(LocalRun local, Terminal terminal, OperatorApi api) {
        this.local = local;
        this.terminal = terminal;
        this.api = api;
    }

    /// @param digest approves the run's plan, if it is still this one
    Exit run(EventFile event, @Nullable String digest) throws InterruptedException {
        terminal.say(SamEnvironment.command(event));
        return switch (local.invoke(event.function(), event.bytes())) {
            case Answer.Failed(String type) -> {
                terminal.say(
                        event.function()
                                + " failed with "
                                + type
                                + "; "
                                + local.folder().file("functions.log"));
                yield Exit.INCOMPLETE;
            }
            case Answer.TimedOut() -> {
                terminal.say(
                        event.function()
                                + " ran out of time; "
                                + local.folder().file("functions.log"));
                yield Exit.INCOMPLETE;
            }
            case Answer.Returned(byte[] json) -> answered(event, json(json), digest);
        };
    }

    private Exit answered(EventFile event, JsonNode answer, @Nullable String digest)
            throws InterruptedException {
        int status = answer.path("statusCode").asInt(200);
        if (status >= 400) {
            terminal.say("Refused (" + status + ")");
            terminal.result(body(answer).toPrettyString());
            return Exit.REFUSED;
        }
        if (!answer.path("batchItemFailures").isEmpty()) {
            terminal.say(
                    "The function gave a message back; "
                            + local.folder().file("functions.log")
                            + " says why");
            terminal.result(answer.toPrettyString());
            return Exit.REFUSED;
        }
        List<String> runs = StartedRun.of(event, answer.has("body") ? body(answer) : answer);
        if (!runs.isEmpty() && api.run(runs.getFirst()).ok()) {
            return follow(runs, digest);
        }
        if (StartedRun.isRequest(event)) {
            String messageId = event.event().at("/Records/0/messageId").asText();
            terminal.say(
                    "Refused (%s): no run came of it. The queue of dead requests has it"
                            .formatted(api.refusal(messageId)));
            return Exit.REFUSED;
        }
        terminal.say(answer.has("statusCode") ? "Answered " + status : "Done");
        JsonNode said = answer.has("statusCode") ? body(answer) : answer;
        if (!said.isEmpty()) {
            terminal.result(said.toPrettyString());
        }
        return Exit.COMPLETE;
    }

    /// One after the other; of several the worst exit, and an array of what each has to show.
    private Exit follow(List<String> runs, @Nullable String digest) throws InterruptedException {
        if (runs.size() == 1) {
            Followed one = follow(runs.getFirst(), digest);
            one.result().ifPresent(result -> terminal.result(result.toPrettyString()));
            return one.exit();
        }
        ArrayNode results = JSON.createArrayNode();
        Exit worst = Exit.COMPLETE;
        for (String runId : runs) {
            Followed one = follow(runId, digest);
            one.result().ifPresent(results::add);
            worst = one.exit() == Exit.COMPLETE ? worst : one.exit();
        }
        terminal.result(results.toPrettyString());
        return worst;
    }

    private record Followed(Exit exit, Optional<JsonNode> result) {
        static Followed with(Exit exit, JsonNode result) {
            return new Followed(exit, Optional.of(result));
        }
    }

    private Followed follow(String runId, @Nullable String digest) throws InterruptedException {
        terminal.say("run " + runId);
        Progress progress = new Progress(terminal);
        while (true) {
            JsonNode run = api.run(runId).body();
            progress.show(run);
            switch (run.path("state").asText()) {
                case "complete", "undone" -> {
                    return end(progress, runId, Exit.COMPLETE);
                }
                case "incomplete", "failed", "cancelled" -> {
                    return end(progress, runId, Exit.INCOMPLETE);
                }
                case "refused" -> {
                    terminal.say(
                            "Refused (%s): nothing was changed"
                                    .formatted(run.path("why").asText()));
                    return end(progress, runId, Exit.REFUSED);
                }
                case "planned" -> {
                    if (run.path("dryRun").asBoolean()) {
                        return ofDryRun(progress, runId);
                    }
                    if (run.path("waitsForApproval").asBoolean()) {
                        if (digest == null) {
                            return waiting(progress, run);
                        }
                        OperatorApi.Reply reply = api.approve(runId, digest);
                        if (!reply.ok()) {
                            return notApproved(progress, reply);
                        }
                    }
                }
                default -> {}
            }
            Thread.sleep(LOOK);
        }
    }

    private Followed end(Progress progress, String runId, Exit exit) throws InterruptedException {
        progress.end();
        // it is signed a moment after the end; by the next sweep, a minute later, where something
        // came between
        long deadline = System.nanoTime() + RECEIPT.toNanos();
        OperatorApi.Reply receipt = api.receipt(runId);
        while (receipt.status() == 409 && System.nanoTime() < deadline) {
            Thread.sleep(LOOK);
            receipt = api.receipt(runId);
        }
        return Followed.with(exit, receipt.body());
    }

    private Followed ofDryRun(Progress progress, String runId) throws InterruptedException {
        progress.end();
        terminal.say("This was a dry run: nothing was changed");
        return Followed.with(Exit.COMPLETE, api.plan(runId).body());
    }

    private Followed waiting(Progress progress, JsonNode run) {
        progress.end();
        terminal.say("Waiting for approval. Go on with: --approve " + run.path("digest").asText());
        return Followed.with(Exit.WAITING, run);
    }

    private Followed notApproved(Progress progress, OperatorApi.Reply reply) {
        progress.end();
        terminal.say("Not approved (" + reply.status() + ")");
        return Followed.with(Exit.REFUSED, reply.body());
    }

    private static JsonNode body(JsonNode answer) {
        return json(answer.path("body").asText("").getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(byte[] text) {
        try {
            return text.length == 0 ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode().put("text", new String(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new LocalProblem("an answer that can't be read", e);
        }
    }
}
