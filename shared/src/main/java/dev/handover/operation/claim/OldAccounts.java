package dev.handover.operation.claim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.handover.operation.DataMap;
import dev.handover.operation.claim.OldAccount.Account;
import dev.handover.operation.claim.OldAccount.Malformed;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Sized;
import dev.handover.store.Store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The old account base: one JSON object per account, as the data map says. Reads only.
public final class OldAccounts {
    /// Bytes; a key of the ledger takes no more. Ids are uuids, so a longer one is some accident.
    private static final int LONGEST_ID = 1_000;

    /// The reason for ids that can't be kept track of; [Malformed#id] then is only their beginning.
    static final String ID_TOO_LONG = "id-too-long";

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                                    .build()) // Python writes NaN
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Store store;
    private final DataMap.Accounts where;
    private final EmailHashing hashing;

    public OldAccounts(Store store, DataMap.Accounts where, EmailHashing hashing) {
        this.store = store;
        this.where = where;
        this.hashing = hashing;
    }

    /// @param next null on the last page
    public record Slice(List<OldAccount> accounts, @Nullable String next) {}

    /// Some of the accounts, in no order; one may come in two pages.
    public Slice page(@Nullable String from, int limit) {
        Page page = store.find(Reference.all(where.collection()), from, limit);
        return new Slice(page.documents().stream().map(this::parse).toList(), page.next());
    }

    /// Those of the ids that are there, as they are now.
    public Map<String, OldAccount> read(Collection<String> ids) {
        List<Key> keys =
                ids.stream().map(id -> new Key(where.store(), where.collection(), id)).toList();
        Map<String, OldAccount> found = new LinkedHashMap<>();
        for (Document document : store.read(keys)) {
            if (document.exists()) {
                found.put(document.key().id(), parse(document));
            }
        }
        return found;
    }

    /// How many there are; empty when the store can't say without walking.
    public OptionalLong size() {
        return store instanceof Sized sized
                ? OptionalLong.of(sized.size(where.collection()))
                : OptionalLong.empty();
    }

    private OldAccount parse(Document document) {
        String id = document.key().id();
        if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
            return new Malformed(id.substring(0, 100), ID_TOO_LONG);
        }
        JsonNode user;
        try {
            user =
                    JSON.readTree(
                            document.content() == null ? new byte[0] : document.content().bytes());
        } catch (IOException _) {
            return new Malformed(id, "broken-json");
        }
        if (!user.isObject()) {
            return new Malformed(id, "not-an-object");
        }
        JsonNode userId = user.path(where.id());
        if (userId.isMissingNode() || userId.isNull() || userId.asText().isEmpty()) {
            return new Malformed(id, "no-user-id");
        }
        if (!userId.asText().equals(id)) {
            return new Malformed(id, "user-id-differs");
        }
        return withAddress(id, user);
    }

    private OldAccount withAddress(String id, JsonNode user) {
        JsonNode email = user.path(where.email());
        if (email.isMissingNode() || email.isNull()) {
            return new Malformed(id, "no-email"); // signed up through GitHub or ORCID
        }
        if (!email.isTextual()) {
            return new Malformed(id, "email-not-a-text");
        }
        String address = email.textValue().strip();
        if (address.isEmpty()) {
            return new Malformed(id, "no-email");
        }
        Optional<EmailHash> hash = hashing.of(address);
        if (hash.isEmpty()) {
            return new Malformed(id, "email-not-an-address");
        }
        DataMap.Password password = where.password();
        return new Account(
                id,
                hash.get(),
                address,
                password == null ? MissingNode.getInstance() : user.path(password.field()));
    }
}
