package dev.handover.operation.claim;

import dev.handover.operation.DataMap;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Under which ids a browser without an account has left records: the signed id that it shows, and
/// the owner that the session of that id names. An id that isn't signed names nobody, and the id of
/// an account is nobody's to claim as a session's.
public final class AnonymousOwners {
    private final SignedCookie cookies;
    private final DataMap.@Nullable Session session;
    private final Stores stores;
    private final OldAccounts accounts;

    /// @param session null when the signed id is always the owner's own
    public AnonymousOwners(
            SignedCookie cookies,
            DataMap.@Nullable Session session,
            Stores stores,
            OldAccounts accounts) {
        this.cookies = cookies;
        this.session = session;
        this.stores = stores;
        this.accounts = accounts;
    }

    /// @return empty when the cookie isn't the site's, or names an account
    public List<String> of(String cookie) {
        return cookies.verified(cookie).map(this::ofId).orElse(List.of());
    }

    /// @param id of a session or its owner, for which somebody vouches who may
    /// @return empty when it names an account
    public List<String> ofId(String id) {
        SequencedSet<String> owners = new LinkedHashSet<>();
        owners.add(id);
        ownerBySession(id).ifPresent(owners::add);
        owners.removeAll(accounts.read(owners).keySet());
        return List.copyOf(owners);
    }

    private Optional<String> ownerBySession(String id) {
        if (session == null) {
            return Optional.empty();
        }
        Key key = new Key(session.store(), session.prefix() + id, session.field());
        Document owner = stores.named(session.store()).read(List.of(key)).getFirst();
        return owner.content() == null ? Optional.empty() : Optional.of(owner.content().text());
    }
}
