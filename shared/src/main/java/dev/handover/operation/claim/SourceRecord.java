package dev.handover.operation.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.handover.document.RecordArray.Element;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

/// A record as it stands in a source document.
///
/// @param recordId `<owner>/<collection id>`, with `~2`, `~3` … for the next ones of the same id;
///   with a `!` behind the id for one that a claim leaves there; `<owner>/#1`, `#2` … for those
///   without a valid id; `<owner>/#document` for a document that is not a list at all
/// @param group the same for all records that share an id in one document
/// @param element null for a whole document
record SourceRecord(
        Key key, String recordId, String group, @Nullable Element element, Reading reading) {
    JsonNode value() {
        return element == null ? MissingNode.getInstance() : element.value();
    }
}
