package dev.handover.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What Handover knows about a system: its stores, its accounts, and for each operation where the
/// records are and by which rules they move. Written by hand in YAML; [DataMapReader] checks it.
///
/// @param stores by name
/// @param accounts null when no operation of this map needs the old account base
/// @param claim null when this map has no claim
/// @param erase null when nobody can be erased by this map
/// @param transfer null when nothing can be given to another by this map
public record DataMap(
        String system,
        Map<String, StoreEntry> stores,
        @Nullable Accounts accounts,
        @Nullable Claim claim,
        @Nullable EraseMap erase,
        @Nullable TransferMap transfer) {
    /// A map that ships with Handover, by its name, or one in a file, by its path: with a `/`, or
    /// at the end `.yaml` or `.yml`. One that ships is not checked again, nor read as YAML: the
    /// build has done both, and a person may be waiting for the function that starts.
    ///
    /// @throws InvalidDataMap with all that is wrong with it
    public static DataMap load(String nameOrPath) {
        return isName(nameOrPath)
                ? kept(text(nameOrPath))
                : new DataMapReader(Shelf.SHIPPED).load(nameOrPath);
    }

    private static boolean isName(String nameOrPath) {
        return !nameOrPath.matches(".*(/|\\\\|\\.ya?ml$).*");
    }

    /// All that a map says, with what it extends, as one text that [#kept] reads: the same text,
    /// the same rules.
    public static String text(String nameOrPath) {
        return isName(nameOrPath)
                ? Shelf.whole(nameOrPath).orElseThrow(() -> missing(nameOrPath))
                : new DataMapReader(Shelf.SHIPPED).text(nameOrPath);
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(
                "no map \""
                        + name
                        + "\" ships with Handover; give the path of a .yaml file to use your own");
    }

    /// The same of a map from anywhere, if nothing is wrong with it.
    ///
    /// @param file names it in messages
    /// @throws InvalidDataMap with all that is wrong with it
    static String checked(String file, String text) {
        DataMapReader reader = new DataMapReader(Shelf.SHIPPED);
        reader.read(file, text);
        return reader.text(file, text);
    }

    /// What [#text] gave. It was checked then and isn't again.
    public static DataMap kept(String text) {
        return DataMapBinding.of(Json.read(text, ObjectNode.class));
    }

    /// @throws IllegalStateException when the map has no claim
    public Claim claimed() {
        if (claim == null) {
            throw new IllegalStateException("the data map of " + system + " has no claim");
        }
        return claim;
    }

    /// What the map says of one store.
    ///
    /// @param settings those of its kind, `kind` included
    public record StoreEntry(String kind, ObjectNode settings) {}

    /// The old account base.
    ///
    /// @param id the field that repeats the document's id
    /// @param email the field with the e-mail address
    public record Accounts(
            String store,
            String collection,
            String id,
            String email,
            @Nullable Password password) {}

    /// @param field the field with the password's record
    /// @param kind how it is hashed: `pbkdf2`
    public record Password(String field, String kind) {}

    /// @param kind the kind of record, for counts
    /// @param timestamps a [java.time.format.DateTimeFormatter] pattern; English, UTC
    /// @param defaultCollection null when the system makes none by itself
    /// @param largestDocument bytes that a new owner's document may grow to
    /// @param verifiedEmailClaim the field of the auth system's answer; null when such a claim is
    ///   no proof here
    /// @param offers for how long an offer can be answered, and a proof is good
    public record Claim(
            String kind,
            Place from,
            Place to,
            @Nullable Anonymous anonymous,
            String timestamps,
            @Nullable String defaultCollection,
            List<String> ephemeralMembers,
            long largestDocument,
            @Nullable AlreadyMigrated alreadyMigrated,
            List<Proof> proof,
            @Nullable String verifiedEmailClaim,
            Duration offers,
            Duration undo) {}

    /// A place where each owner has one document.
    public record Place(String store, String collection, Fields fields) {}

    /// What a place calls the parts of a record.
    public record Fields(
            String id, String name, String created, String changed, String count, String members) {}

    /// @param session null when the signed id is always the owner's own
    public record Anonymous(@Nullable Session session, List<Place> places) {}

    /// Where a session names its owner: in this field of the key prefix + session's id.
    public record Session(String store, String prefix, String field) {}

    /// Where the system notes, by old e-mail address, what it migrated itself.
    ///
    /// @param id the field with the old user's id
    public record AlreadyMigrated(String store, String collection, String id, String flag) {}

    /// What proves that an old account is the person's.
    public enum Proof {
        VERIFIED_EMAIL_CLAIM,
        MAILED_CODE,
        OLD_PASSWORD,
        OPERATOR
    }
}
