package dev.handover.operation.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handover.document.Content;
import dev.handover.operation.DataMap;
import dev.handover.store.Atomicity;
import dev.handover.store.Key;
import dev.handover.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

class AnonymousOwnersTest {
    private static final UUID SESSION = UUID.fromString("7b8e1c52-3c1f-4b44-9a63-0d6a2f1e5c11");
    private static final String OWNER = "0c9d5a5e-1111-4222-8333-444455556666";
    private static final String ACCOUNT = "aaaaaaaa-1111-4222-8333-444455556666";

    private final SignedCookie cookies = new SignedCookie("secret");
    private final MemoryStore redis = new MemoryStore(Atomicity.ALL);
    private final OldBase base = new OldBase();
    private final DataMap.Session session =
            new DataMap.Session("redis", "anon_user_v1:", "user_id");
    private final AnonymousOwners owners =
            new AnonymousOwners(cookies, session, _ -> redis, base.accounts());

    @BeforeEach
    void anAccount() {
        base.person(ACCOUNT, "victim@example.com");
    }

    @Test
    void aSignedIdNamesItselfAndTheOwnerOfItsSession() {
        assertEquals(List.of(SESSION.toString()), owners.of(cookies.signed(SESSION)));

        sessionOf(OWNER);
        assertEquals(List.of(SESSION.toString(), OWNER), owners.of(cookies.signed(SESSION)));
    }

    @Test
    void hazard09AnIdThatIsNotSignedNamesNobody() {
        assertEquals(List.of(), owners.of(OWNER));
        assertEquals(List.of(), owners.of(OWNER + ":00000000000000000000"));
        assertEquals(List.of(), owners.of(new SignedCookie("guess").signed(SESSION)));
    }

    @Test
    void hazard09TheIdOfAnAccountIsNobodysToClaimAsASessions() {
        assertEquals(List.of(), owners.of(cookies.signed(UUID.fromString(ACCOUNT))));

        sessionOf(ACCOUNT);
        assertEquals(List.of(SESSION.toString()), owners.of(cookies.signed(SESSION)));
    }

    @Test
    void aMalformedAccountIsAnAccountAllTheSame() {
        base.record(OWNER, "{");
        sessionOf(OWNER);
        assertEquals(List.of(SESSION.toString()), owners.of(cookies.signed(SESSION)));
    }

    private void sessionOf(String owner) {
        redis.writeFromOutside(
                new Key("redis", "anon_user_v1:" + SESSION, "user_id"), Content.of(owner));
    }
}
