package dev.handover.run;

import dev.handover.document.Verdict;
import dev.handover.run.Pages.Audit;
import dev.handover.run.Pages.Decided;
import dev.handover.run.Pages.Gathered;
import dev.handover.run.Pages.Manifest;
import dev.handover.run.Pages.Result;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The records that a leg left unresolved: failed or held in any stage, never reached there, or
/// found left over by the verification.
///
/// @param leg the last one that had a plan
record Unresolved(Engine engine, Run run, Leg leg) {
    /// One page to look at: the result of a batch, or one of the verification's.
    private record Place(int stage, boolean audit, int number) {
        static Place parse(@Nullable String text) {
            if (text == null) {
                return new Place(0, false, 0);
            }
            String[] parts = text.split("/");
            return new Place(
                    Integer.parseInt(parts[0]),
                    parts[1].equals("audit"),
                    Integer.parseInt(parts[2]));
        }

        Place next() {
            return new Place(stage, audit, number + 1);
        }

        @Override
        public String toString() {
            return stage + (audit ? "/audit/" : "/result/") + number;
        }
    }

    /// @return whether all are known; else it goes on with the next message
    boolean gather(Deadline deadline) {
        return records().gather(Set::of, this::look, deadline);
    }

    Gathering records() {
        return new Gathering(engine.vault(), run.runId(), "unresolved/" + run.epoch());
    }

    private Gathered look(@Nullable String from) {
        Place place = Place.parse(from);
        if (place.stage() >= leg.planned().size()) {
            return new Gathered(Set.of(), null);
        }
        if (!place.audit()) {
            return place.number() < leg.planned().get(place.stage()).batches()
                    ? new Gathered(ofBatch(place), place.next().toString())
                    : look(new Place(place.stage(), true, 0).toString());
        }
        String name = Audit.name(leg.epoch(), place.stage(), 2, place.number());
        Optional<Audit> page = engine.vault().read(run.runId(), name, Audit.class);
        return page.isPresent()
                ? new Gathered(
                        page.get().leftovers().stream()
                                .map(Stage.Leftover::record)
                                .collect(Collectors.toSet()),
                        place.next().toString())
                : look(new Place(place.stage() + 1, false, 0).toString());
    }

    private Set<String> ofBatch(Place batch) {
        Optional<Result> result =
                engine.vault()
                        .read(
                                run.runId(),
                                Result.name(leg.epoch(), batch.stage(), batch.number()),
                                Result.class);
        if (result.isPresent()) {
            return result.get().decided().stream()
                    .filter(one -> one.verdict() == Verdict.FAILED || one.verdict() == Verdict.HELD)
                    .map(Decided::record)
                    .collect(Collectors.toSet());
        }
        return engine
                .vault()
                .read(
                        run.runId(),
                        Manifest.name(leg.epoch(), batch.stage(), batch.number()),
                        Manifest.class)
                .stream()
                .flatMap(manifest -> manifest.entries().stream())
                .flatMap(entry -> entry.records().stream())
                .collect(Collectors.toSet());
    }
}
