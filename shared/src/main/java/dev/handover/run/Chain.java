package dev.handover.run;

import java.util.function.Supplier;

/// The pages of one chain as one attempt goes along them. It makes page after page without asking
/// whether somebody else has; only where that turns out does it follow what is written, as long as
/// something is. So an attempt that is alone, which is nearly all of them, spends one call a page.
final class Chain {
    private final Vault vault;
    private final String runId;
    private boolean follows;

    /// @param follows whether the first page is surely written
    Chain(Vault vault, String runId, boolean follows) {
        this.vault = vault;
        this.runId = runId;
        this.follows = follows;
    }

    /// The page of that name, as somebody wrote it or as it is made now.
    <T> T page(String name, Class<T> type, Supplier<T> make) {
        if (follows) {
            T written = vault.read(runId, name, type).orElse(null);
            if (written != null) {
                return written;
            }
        }
        T made = make.get();
        T standing = vault.settle(runId, name, made, type);
        follows = standing != made;
        return standing;
    }
}
