package dev.handover.run;

import dev.handover.run.Pages.Gathered;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/// A set that a run must know as a whole before it plans, from more places than one function has
/// time to look at: gathered page by page, each written once, so that it can stop and go on, be
/// done twice or by two at once.
///
/// @param name of its pages
record Gathering(Vault vault, String runId, String name) {
    /// At most for one page; what a crash loses of them is looked at again.
    private static final int LOOKS = 100;

    /// @param first what is known without looking
    /// @param look answers at one place, and says where the next is
    /// @return whether all is known; else it goes on with the next message
    boolean gather(
            Supplier<Set<String>> first,
            Function<@Nullable String, Gathered> look,
            Deadline deadline) {
        Chain chain = new Chain(vault, runId, true);
        Gathered page =
                chain.page(
                        page(0), Gathered.class, () -> looked(first.get(), null, look, deadline));
        if (page.next() == null || vault.read(runId, all(), Gathered.class).isPresent()) {
            return true;
        }
        Set<String> known = new TreeSet<>(page.found());
        for (int number = 1; page.next() != null; number++) {
            if (deadline.isNear()) {
                return false;
            }
            String from = page.next();
            page =
                    chain.page(
                            page(number),
                            Gathered.class,
                            () -> looked(Set.of(), from, look, deadline));
            known.addAll(page.found());
        }
        vault.settle(runId, all(), new Gathered(known, null), Gathered.class);
        return true;
    }

    private static Gathered looked(
            Set<String> first,
            @Nullable String from,
            Function<@Nullable String, Gathered> look,
            Deadline deadline) {
        Set<String> found = new TreeSet<>(first);
        Gathered seen = look.apply(from);
        found.addAll(seen.found());
        for (int looks = 1; seen.next() != null && looks < LOOKS && !deadline.isNear(); looks++) {
            seen = look.apply(seen.next());
            found.addAll(seen.found());
        }
        return new Gathered(found, seen.next());
    }

    /// Read once, when it is first asked for. Empty as long as it is not gathered.
    Supplier<Set<String>> whole() {
        AtomicReference<@Nullable Set<String>> known = new AtomicReference<>();
        return () -> {
            Set<String> all = known.get();
            if (all == null) {
                all = read().map(Gathered::found).orElse(Set.of());
                known.set(all);
            }
            return all;
        };
    }

    private Optional<Gathered> read() {
        Optional<Gathered> only = vault.readOften(runId, page(0), Gathered.class);
        return only.isEmpty() || only.get().next() == null
                ? only
                : vault.readOften(runId, all(), Gathered.class);
    }

    private String page(int number) {
        return name + "/" + number;
    }

    private String all() {
        return name + "/all";
    }
}
