package dev.handover.crash;

import dev.handover.document.Content;
import dev.handover.store.memory.MemoryStore;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What must not get lost: everything that stood in the store at first, and what was added since,
/// apart from what its owner threw away.
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile("token-\\d+");

    private final Set<String> owed = new TreeSet<>();
    private int next = 1000;

    Tokens(MemoryStore store) {
        owed.addAll(in(store));
    }

    String fresh() {
        String token = "token-" + next++;
        owed.add(token);
        return token;
    }

    void thrownAway(String text) {
        owed.removeAll(in(text));
    }

    Set<String> lost(MemoryStore store) {
        Set<String> lost = new TreeSet<>(owed);
        lost.removeAll(in(store));
        return lost;
    }

    private static Set<String> in(MemoryStore store) {
        return store.contents().values().stream()
                .map(Content::text)
                .flatMap(text -> in(text).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> in(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
