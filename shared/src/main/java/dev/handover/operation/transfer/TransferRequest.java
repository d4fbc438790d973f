package dev.handover.operation.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.operation.RequestIds;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a transfer is asked to do; ids only. Names travel beside it and are sealed at once.
///
/// @param records ids of those that are given, and no others; empty for all
/// @param types of the records that are given; empty for all
/// @param organisation of both users; null where the request doesn't say it
public record TransferRequest(
        String from,
        String to,
        List<String> records,
        Set<String> types,
        @Nullable String organisation) {
    private static final RequestIds IDS = new RequestIds("transfer");

    /// @throws IllegalArgumentException that says which field is wrong, without its value
    public static TransferRequest of(ObjectNode request) {
        String from = IDS.id(request.path("from"), "from");
        String to = IDS.id(request.path("to"), "to");
        if (from.equals(to)) {
            throw IDS.wrong("to", "must be another user than from");
        }
        List<String> records = ids(request, "records");
        Set<String> types = new LinkedHashSet<>(ids(request, "types"));
        if (request.path("asset") instanceof ObjectNode asset) {
            records = List.of(IDS.id(asset.path("id"), "asset.id"));
            types = Set.of(IDS.id(asset.path("type"), "asset.type"));
        }
        return new TransferRequest(
                from,
                to,
                records,
                types,
                request.has("organisation")
                        ? IDS.id(request.path("organisation"), "organisation")
                        : null);
    }

    /// Each once, in their order.
    private static List<String> ids(ObjectNode request, String field) {
        JsonNode given = request.path(field);
        if (given.isMissingNode()) {
            return List.of();
        }
        if (!given.isArray() || given.isEmpty()) {
            throw IDS.wrong(field, "must be a list with something in it");
        }
        Set<String> ids = new LinkedHashSet<>();
        given.forEach(one -> ids.add(IDS.id(one, field)));
        return List.copyOf(ids);
    }
}
