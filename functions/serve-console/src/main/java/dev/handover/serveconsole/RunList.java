package dev.handover.serveconsole;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Refusal;
import dev.handover.run.Engine;
import dev.handover.run.Run;
import dev.handover.run.RunView;
import dev.handover.run.Runs;
import dev.handover.run.Table;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Runs, newest first, also those of one state only. A page may be short, or empty, and still have
/// a next one.
final class RunList {
    private static final int USUAL = 20; // on one screen
    private static final int MOST_READS =
            10; // pages of the ledger for one page here, so that an answer comes in seconds

    private final Engine engine;

    RunList(Engine engine) {
        this.engine = engine;
    }

    ObjectNode page(Asked asked) {
        Optional<Run.State> state = asked.query("state").map(RunList::state);
        int limit = asked.limit(USUAL);
        ObjectNode page = Json.object();
        ArrayNode runs = page.putArray("runs");
        @Nullable String next = asked.next();
        for (int reads = 0; reads < MOST_READS; reads++) {
            Table.Ids ids = ids(next, limit - runs.size());
            ids.ids().stream()
                    .flatMap(id -> engine.ledger().runs.find(Runs.runId(id)).stream())
                    .filter(run -> state.isEmpty() || run.state() == state.get())
                    .forEach(run -> runs.add(RunView.of(engine, run)));
            next = ids.next();
            if (next == null || runs.size() >= limit) {
                break;
            }
        }
        return next == null ? page : page.put("next", next);
    }

    private Table.Ids ids(@Nullable String from, int limit) {
        try {
            return engine.ledger().runs.list(from, limit);
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.field("bad-field", "next", "must be `next` of the page before");
        }
    }

    private static Run.State state(String name) {
        return Arrays.stream(Run.State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.field(
                                "bad-field", "state", "must be the state of a run, as `running`"));
    }
}
