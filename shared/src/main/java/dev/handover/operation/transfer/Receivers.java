package dev.handover.operation.transfer;

import dev.handover.document.JsonSpot;
import dev.handover.operation.TransferMap;
import dev.handover.operation.records.RecordPlace;
import dev.handover.store.Key;
import dev.handover.store.Stores;

import java.util.List;
import java.util.Optional;

/// Who may be given something: a user who is there, isn't deleted, and is of the organisation in
/// which the transfer was asked for, or of the old owner's.
final class Receivers {
    private final TransferMap.Users users;
    private final Stores stores;

    Receivers(TransferMap.Users users, Stores stores) {
        this.users = users;
        this.stores = stores;
    }

    /// @return a code; empty when nothing stands against it
    Optional<String> refuses(TransferRequest request) {
        Optional<JsonSpot> to = user(request.to());
        if (to.isEmpty()) {
            return Optional.of("unknown-new-owner");
        }
        if (users.deleted() != null && users.deleted().holds(to.get())) {
            return Optional.of("deleted-new-owner");
        }
        Optional<String> asked =
                Optional.ofNullable(request.organisation())
                        .or(() -> user(request.from()).flatMap(this::organisation));
        boolean other =
                asked.isPresent()
                        && users.organisation() != null
                        && !organisation(to.get()).equals(asked);
        return other ? Optional.of("other-organisation") : Optional.empty();
    }

    private Optional<String> organisation(JsonSpot user) {
        return users.organisation() == null
                ? Optional.empty()
                : Tree.text(user, users.organisation());
    }

    private Optional<JsonSpot> user(String id) {
        Key key = new Key(users.store(), users.collection(), id);
        return RecordPlace.object(
                stores.named(users.store()).read(List.of(key)).getFirst().content());
    }
}
