package dev.handover.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.run.Pages.Audit;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What the verification of a run's current leg found: leftovers, and the mentions that a rule
/// leaves, page by page.
public final class LeftoverView {
    private LeftoverView() {}

    /// @param next null for the first page, else `next` of the page before
    /// @param limit about how many to give; a page of the verification is not split
    /// @throws IllegalArgumentException when `next` was not given by us
    public static ObjectNode of(Engine engine, Run run, @Nullable String next, int limit) {
        int stage = 0;
        int page = 0;
        if (next != null) {
            if (!next.matches("[0-9]{1,6}\\.[0-9]{1,9}")) {
                throw new IllegalArgumentException("next is not one of ours");
            }
            stage = Integer.parseInt(next.substring(0, next.indexOf('.')));
            page = Integer.parseInt(next.substring(next.indexOf('.') + 1));
        }
        ObjectNode view = Json.object().put("runId", run.runId());
        ArrayNode leftovers = view.putArray("leftovers");
        ArrayNode mentions = view.putArray("mentions");
        Leg leg = run.leg();
        while (stage < leg.audited().size()) {
            Optional<Audit> found =
                    engine.vault()
                            .read(
                                    run.runId(),
                                    Audit.name(leg.epoch(), stage, 2, page),
                                    Audit.class);
            if (found.isEmpty()) {
                stage++;
                page = 0;
                continue;
            }
            if (leftovers.size() + mentions.size() >= limit) {
                return view.put("next", stage + "." + page);
            }
            String name = leg.planned().get(stage).stage();
            found.get()
                    .leftovers()
                    .forEach(one ->
                            leftovers.add(line(name, one.key(), one.record(), one.reason())));
            found.get()
                    .mentions()
                    .forEach(one -> mentions.add(line(name, one.key(), one.record(), one.rule())));
            page++;
        }
        return view;
    }

    private static ObjectNode line(String stage, Key key, String record, String reason) {
        return Json.object()
                .put("stage", stage)
                .put("store", key.store())
                .put("collection", key.collection())
                .put("record", record)
                .put("reason", reason);
    }
}
