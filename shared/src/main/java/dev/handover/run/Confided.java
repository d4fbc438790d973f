package dev.handover.run;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a request says of persons, and no ledger, log or message may hold. It is sealed with the
/// key of the run before there is a run, so that it is never written down in the open.
///
/// Twice, half-way, two at once: the first to seal under a run's id is the one; whoever comes with
/// the same request goes on with what was sealed. A request that never becomes a run leaves nothing
/// readable: the sweep deletes the key of a run that isn't there.
///
/// @param names under which the subject was known, as far as the request tells
/// @param newName under which a new owner is to stand; null where there is none
/// @param recipients ids of those who are to be told
public record Confided(List<String> names, @Nullable String newName, List<String> recipients) {
    private static final String PAGE = "confided";

    /// Longer than any queue, dead letters included, can bring the request again.
    private static final Duration UNTAKEN = Duration.ofDays(30);

    public Confided {
        names = List.copyOf(names);
        recipients = List.copyOf(recipients);
    }

    /// @param request the content of the request that it came with
    private record Page(String request, Confided confided) {}

    /// The id belongs to another request.
    public static final class AnotherRequest extends RuntimeException {
        private static final long serialVersionUID = 1;

        AnotherRequest(String runId) {
            super("run " + runId + " belongs to another request");
        }
    }

    /// What was confided with the run's request; empty where nothing was.
    ///
    /// @throws Vault.Sealed when its key is gone
    public static Optional<Confided> of(Vault vault, String runId) {
        return vault.readOften(runId, PAGE, Page.class).map(Page::confided);
    }

    /// @throws AnotherRequest when something else was sealed under the run's id
    static void settle(Engine engine, String runId, String request, Confided confided) {
        engine.ledger().runs.markExpiring(runId, engine.now().plus(UNTAKEN));
        engine.keys().make(runId);
        Page page = new Page(request, confided);
        if (!engine.vault().settle(runId, PAGE, page, Page.class).request().equals(request)) {
            throw new AnotherRequest(runId);
        }
    }
}
