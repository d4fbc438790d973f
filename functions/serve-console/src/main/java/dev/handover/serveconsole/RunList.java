package dev.handover.serveconsole;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Refusal;
import dev.handover.run.Engine;
import dev.handover.run.Run;
import dev.handover.run.RunView;
import dev.handover.run.Table;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Runs, newest first, also those of one state only. A page may be short, or empty, and still have
/// a next one.
final class RunList {
    private static final int USUAL = 20; // on one screen
    private static final int MOST_IDS = 100; // as many as the ledger reads at once

    /// Pages of the ledger for one page here, so that an answer comes in a second or two.
    private static final int MOST_READS = 10;

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
            int room = limit - runs.size();
            // those of one state may be few among many
            Found found = found(next, state.isEmpty() ? room : MOST_IDS, state);
            if (found.runs().size() > room) {
                found = found(next, room, state);
            }
            found.runs().forEach(run -> runs.add(RunView.of(engine, run)));
            next = found.next();
            if (next == null || runs.size() >= limit) {
                break;
            }
        }
        return next == null ? page : page.put("next", next);
    }

    private record Found(List<Run> runs, @Nullable String next) {}

    private Found found(@Nullable String from, int limit, Optional<Run.State> state) {
        Table.Ids ids = ids(from, limit);
        List<Run> runs =
                engine.ledger().runs.findAll(ids.ids()).stream()
                        .filter(run -> state.isEmpty() || run.state() == state.get())
                        .toList();
        return new Found(runs, ids.next());
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
