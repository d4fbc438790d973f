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
    /// Pages of a verification that one answer reads: in a run of a million records leftovers may
    /// lie thousands of them apart.
    private static final int MOST_READS = 200;

    private LeftoverView() {}

    /// @param next null for the first page, else `next` of the page before
    /// @param limit about how many to give; a page of the verification is not split. There may be
    ///   none, and still a next page.
    /// @throws IllegalArgumentException when `next` was not given by us
    public static ObjectNode of(Engine engine, Run run, @Nullable String next, int limit) {
        Spot at = Spot.of(next);
        if (run.sealedAt() != null) {
            throw new Vault.Sealed(run.runId());
        }
        ObjectNode view = Json.object().put("runId", run.runId());
        ArrayNode leftovers = view.putArray("leftovers");
        ArrayNode mentions = view.putArray("mentions");
        Leg leg = run.leg();
        int reads = 0;
        while (at.stage() < leg.audited().size()) {
            Leg.Audited stage = leg.audited().get(at.stage());
            if (at.page() == 0 && isClean(stage)) {
                at = at.nextStage();
                continue;
            }
            if (leftovers.size() + mentions.size() >= limit || reads >= MOST_READS) {
                return view.put("next", at.toString());
            }
            Optional<Audit> found =
                    engine.vault()
                            .read(
                                    run.runId(),
                                    Audit.name(leg.epoch(), at.stage(), 2, at.page()),
                                    Audit.class);
            reads++;
            String name = leg.planned().get(at.stage()).stage();
            found.ifPresent(audit -> {
                audit.leftovers()
                        .forEach(one ->
                                leftovers.add(line(name, one.key(), one.record(), one.reason())));
                audit.mentions()
                        .forEach(one ->
                                mentions.add(line(name, one.key(), one.record(), one.rule())));
            });
            boolean last = found.isEmpty() || isLast(found.get(), stage);
            at = last ? at.nextStage() : at.next();
        }
        return view;
    }

    private static boolean isClean(Leg.Audited stage) {
        return stage.leftovers() == 0 && stage.mentions() == 0;
    }

    /// Whether nothing is in the pages that follow.
    private static boolean isLast(Audit page, Leg.Audited stage) {
        return page.leftoversSoFar() >= stage.leftovers()
                && page.mentionsSoFar() >= stage.mentions();
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
