package dev.handover.crash;

import dev.handover.document.Content;
import dev.handover.store.Key;

import java.util.Set;
import java.util.SortedMap;

/// How a run left the world.
///
/// @param receipt counts and the hash of all verdicts, as the receipt has them
record Ending(
        String state,
        SortedMap<Key, Content> store,
        Set<String> register,
        Set<String> effects,
        String receipt) {

    /// What differs, or an empty text.
    String against(Ending expected) {
        StringBuilder text = new StringBuilder();
        compare(text, "state", state, expected.state);
        compare(text, "store", texts(store), texts(expected.store));
        compare(text, "register", register, expected.register);
        compare(text, "effects", effects, expected.effects);
        compare(text, "receipt", receipt, expected.receipt);
        return text.toString();
    }

    private static void compare(StringBuilder text, String what, Object is, Object should) {
        if (!is.equals(should)) {
            text.append(what)
                    .append(" is\n  ")
                    .append(is)
                    .append("\nand should be\n  ")
                    .append(should)
                    .append('\n');
        }
    }

    static String texts(SortedMap<Key, Content> store) {
        StringBuilder text = new StringBuilder();
        store.forEach((key, content) ->
                text.append("\n    ")
                        .append(key.collection())
                        .append('/')
                        .append(key.id())
                        .append(" = ")
                        .append(content.text()));
        return text.toString();
    }
}
