package dev.handover.run;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds out under which names a run's subject stands in the system, before the first change, and
/// seals them: page by page, each written once, so that it can stop and go on, be done twice or by
/// two at once.
final class Learning {
    /// Nobody has more; what is beyond is not looked for by name.
    private static final int MOST = 1000;

    private static final int PAGE = 500; // documents

    private static final String ALL = "names/all";

    /// @param names over this page and all before
    private record Page(Set<String> names, @Nullable String next) {}

    private Learning() {}

    /// @return whether all is known; else it goes on with the next message
    static boolean of(Engine engine, Run run, Deadline deadline) {
        Vault vault = engine.vault();
        if (vault.read(run.runId(), ALL, Page.class).isPresent()) {
            return true;
        }
        Set<String> known = new TreeSet<>();
        Confided.of(vault, run.runId()).ifPresent(confided -> known.addAll(confided.names()));
        @Nullable String next = null;
        int number = 0;
        do {
            Page page = page(engine, run, number, next, known);
            known.addAll(page.names());
            next = page.next();
            number++;
            if (next != null && deadline.isNear()) {
                return false;
            }
        } while (next != null);
        vault.settle(run.runId(), ALL, new Page(known, null), Page.class);
        return true;
    }

    private static Page page(
            Engine engine, Run run, int number, @Nullable String from, Set<String> before) {
        String name = "names/learnt/" + number;
        Optional<Page> written = engine.vault().read(run.runId(), name, Page.class);
        if (written.isPresent()) {
            return written.get();
        }
        Operation.Lesson lesson = engine.operation(run).learn(run, from, PAGE);
        Set<String> names = new TreeSet<>(before);
        lesson.names().stream().limit(Math.max(0, MOST - names.size())).forEach(names::add);
        Page fresh = new Page(names, lesson.next());
        return engine.vault().settle(run.runId(), name, fresh, Page.class);
    }

    static Set<String> all(Vault vault, String runId) {
        return vault.read(runId, ALL, Page.class).map(Page::names).orElse(Set.of());
    }
}
