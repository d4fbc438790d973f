package dev.handover.acceptrequests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.lambda.Refusal;
import dev.handover.run.Confided;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Sunbird's envelope for background jobs (`eid` BE_JOB_REQUEST), as userorg-service sends it and
/// as its documents describe it: `delete-user` and `ownership-transfer`. What Sunbird's own jobs
/// skip without a word is refused here, each with a code of its own.
///
/// Differs from these jobs where they are known to be wrong: a new owner needs no last name, since
/// the API that sends the message asks for none, unless the data map wants one; and with a user go
/// those whom that user managed, whose records no job of Sunbird's looks at. The persons' names and
/// whom to tell are confided, everything else that the envelope says of them (channels, the
/// administrator's name) is dropped.
///
/// @param id what the sender calls this message; null when it has no name
record JobRequest(@Nullable String id, List<Asked> asked) {
    private static final int LONGEST = 1024; // characters of an id or a name

    /// Far above what Sunbird allows; each is a run of its own.
    private static final int MOST_MANAGED = 100;

    /// @param part sets the requests of one envelope apart; empty for the first
    record Asked(String part, ObjectNode request, Confided confided) {}

    /// Our own requests have an `operation` and none of these.
    static boolean isOne(ObjectNode message) {
        return !message.has("operation") && (message.has("eid") || message.has("edata"));
    }

    /// @throws Refusal with what Sunbird's job would have dropped it for
    static JobRequest of(ObjectNode message) {
        if (!(message.path("edata") instanceof ObjectNode data)) {
            throw refused("missing-edata", "an envelope needs the object edata");
        }
        String action = data.path("action").asText();
        if (!Set.of("delete-user", "ownership-transfer").contains(action)) {
            throw refused("unknown-action", "edata.action is delete-user or ownership-transfer");
        }
        if (!message.at("/object/type").asText().equalsIgnoreCase("user")) {
            throw refused("not-a-user", "object.type must be user");
        }
        return new JobRequest(
                text(message.path("mid")).orElse(null),
                action.equals("delete-user")
                        ? deletions(data, message.at("/object/id"))
                        : List.of(transfer(data)));
    }

    private static List<Asked> deletions(ObjectNode data, JsonNode object) {
        String user = id(data.path("userId"), "missing-user-id", "edata.userId");
        if (text(object).filter(other -> !other.equals(user)).isPresent()) {
            throw refused("two-user-ids", "object.id and edata.userId are different users");
        }
        List<String> recipients = administrators(data.path("suggested_users"));
        List<Asked> asked = new ArrayList<>();
        asked.add(deletion("", user, names(data.path("userName")), recipients));
        Set<String> managed = new TreeSet<>(texts(data.path("managed_users")).toList());
        managed.remove(user);
        if (managed.size() > MOST_MANAGED) {
            throw refused("too-many-managed-users", "edata.managed_users is too long");
        }
        managed.forEach(one -> asked.add(deletion(one, one, List.of(), recipients)));
        return asked;
    }

    private static Asked deletion(
            String part, String user, List<String> names, List<String> recipients) {
        return new Asked(
                part,
                Json.object().put("operation", "erase").put("subject", user),
                new Confided(names, null, recipients));
    }

    /// `suggested_users` has an entry a role; the administrators of the organisation are told.
    private static List<String> administrators(JsonNode suggested) {
        return elements(suggested)
                .filter(entry -> entry.path("role").asText().equalsIgnoreCase("ORG_ADMIN"))
                .flatMap(entry -> texts(entry.path("users")))
                .distinct()
                .toList();
    }

    private static Asked transfer(ObjectNode data) {
        JsonNode from = data.path("fromUserProfile");
        JsonNode to = data.path("toUserProfile");
        String old = id(from.path("userId"), "missing-from-user", "fromUserProfile.userId");
        String owner = id(to.path("userId"), "missing-to-user", "toUserProfile.userId");
        if (old.equals(owner)) {
            throw refused("same-user", "from and to are the same user");
        }
        String name =
                String.join(
                        " ",
                        Stream.of("firstName", "lastName")
                                .flatMap(part -> text(to.path(part)).stream())
                                .map(String::strip)
                                .toList());
        if (name.isEmpty()) {
            throw refused("missing-new-name", "toUserProfile has neither firstName nor lastName");
        }
        ArrayNode roles = Json.object().arrayNode();
        texts(to.path("roles")).forEach(roles::add);
        if (roles.isEmpty()) {
            throw refused("missing-roles", "toUserProfile.roles is empty");
        }
        ObjectNode request =
                Json.object().put("operation", "transfer").put("from", old).put("to", owner);
        request.set("roles", roles);
        if (text(to.path("lastName")).isEmpty()) {
            request.put("singleName", true);
        }
        text(data.path("organisationId")).ifPresent(id -> request.put("organisation", id));
        asset(data.path("assetInformation")).ifPresent(asset -> request.set("asset", asset));
        return new Asked("", request, new Confided(names(from.path("userName")), name, List.of()));
    }

    /// Nothing or an empty object: all that the old owner has.
    private static Optional<ObjectNode> asset(JsonNode given) {
        if (given.isMissingNode() || given.isNull() || (given.isObject() && given.isEmpty())) {
            return Optional.empty();
        }
        String code = "missing-asset-id";
        return Optional.of(
                Json.object()
                        .put(
                                "id",
                                id(given.path("identifier"), code, "assetInformation.identifier"))
                        .put(
                                "type",
                                id(given.path("objectType"), code, "assetInformation.objectType")));
    }

    private static List<String> names(JsonNode name) {
        return text(name).map(String::strip).map(List::of).orElse(List.of());
    }

    private static String id(JsonNode given, String code, String field) {
        return text(given).orElseThrow(() -> refused(code, field + " is missing or no text"));
    }

    private static Optional<String> text(JsonNode given) {
        return given.isTextual()
                        && !given.textValue().isBlank()
                        && given.textValue().length() <= LONGEST
                ? Optional.of(given.textValue())
                : Optional.empty();
    }

    private static Stream<String> texts(JsonNode list) {
        return elements(list).flatMap(element -> text(element).stream());
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.empty();
    }

    private static Refusal refused(String code, String message) {
        return new Refusal(400, code, message);
    }
}
