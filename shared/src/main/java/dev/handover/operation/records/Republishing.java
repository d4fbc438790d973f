package dev.handover.operation.records;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.document.JsonSpot;
import dev.handover.operation.Places;
import dev.handover.run.Edit.Effect;
import dev.handover.run.Stage.Entry;

import java.util.List;

/// Has a record that is published be published again, where the map has that switched on.
public final class Republishing {
    private Republishing() {}

    public static List<Effect> of(Places places, RecordPlace place, Entry entry, JsonSpot record) {
        Places.Republish republish = places.republish();
        if (republish == null
                || place.isImage(entry.key().id())
                || !republish.when().holds(record)) {
            return List.of();
        }
        // the id is the document's key, which most stores don't show as a field
        ObjectNode metadata = Json.object().put("identifier", entry.key().id());
        republish
                .metadata()
                .forEach((name, field) ->
                        record.member(field)
                                .ifPresent(value -> metadata.set(name, Json.parse(value.json()))));
        return List.of(new Effect("republish", entry.key().id(), metadata));
    }
}
