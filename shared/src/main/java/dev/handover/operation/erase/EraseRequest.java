package dev.handover.operation.erase;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.operation.RequestIds;

/// What an erasure is asked to do; ids only. Names travel beside it and are sealed at once.
///
/// @param subject the id of the person who is erased
/// @param again whether it is a look at somebody who was erased before
public record EraseRequest(String subject, boolean again) {
    private static final RequestIds IDS = new RequestIds("erase");

    /// @throws IllegalArgumentException that says which field is wrong, without its value
    public static EraseRequest of(ObjectNode request) {
        return new EraseRequest(IDS.id(request.path("subject"), "subject"), request.has("again"));
    }
}
