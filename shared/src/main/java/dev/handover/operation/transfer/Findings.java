package dev.handover.operation.transfer;

import dev.handover.run.Edit.Outcome;
import dev.handover.run.Stage.Audit;
import dev.handover.run.Stage.Leftover;
import dev.handover.run.Stage.Mention;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What one page of a verification found, by what would be decided now: what would be changed is
/// left over, what stays for a reason is mentioned.
final class Findings {
    private final String reason;
    private final List<Leftover> leftovers = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();

    /// @param reason of a leftover, in kebab case
    Findings(String reason) {
        this.reason = reason;
    }

    void add(Key key, Outcome outcome) {
        switch (outcome.verdict()) {
            case CHANGED -> left(key);
            case HELD -> leftovers.add(new Leftover(key, key.id(), "held"));
            case SKIPPED, UNSUPPORTED -> mention(key, String.valueOf(outcome.reason()));
            case UNCHANGED, FAILED -> {}
        }
    }

    void left(Key key) {
        leftovers.add(new Leftover(key, key.id(), reason));
    }

    void mention(Key key, String rule) {
        mentions.add(new Mention(key, key.id(), rule));
    }

    Audit audit(@Nullable String next) {
        return new Audit(leftovers, mentions, next);
    }
}
