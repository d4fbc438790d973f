package dev.handover.run;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.DerivedId;
import dev.handover.document.Json;

/// What queue `effects` carries: something that others should learn because a run changed a record.
///
/// @param effectId derived from run, record and kind, so that a repetition is recognised; what an
///   undo has to tell is another thing than what it takes back
/// @param epoch of the leg that it comes from
/// @param payload as its kind has it; ids and what the data map says, nothing of a person
public record EffectMessage(
        String effectId, String kind, String runId, int epoch, String record, JsonNode payload) {

    static EffectMessage of(Run run, Edit.Effect effect) {
        String leg = run.leg().kind() == Leg.Kind.UNDO ? "/undo" : "";
        String id = DerivedId.of(run.runId(), effect.record(), effect.kind() + leg).toString();
        return new EffectMessage(
                id, effect.kind(), run.runId(), run.epoch(), effect.record(), effect.payload());
    }

    /// @throws Json.Malformed when it isn't one
    public static EffectMessage parse(String body) {
        return Json.read(body, EffectMessage.class);
    }
}
