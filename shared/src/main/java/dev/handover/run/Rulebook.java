package dev.handover.run;

import dev.handover.document.Content;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The rules by which this deployment's operations work: its data map, with everything that it
/// extends. A run keeps to the rules under which it was planned: their text is written beside its
/// plan, open, since it speaks of stores and fields and of nobody. So a run goes on, and is undone,
/// as it was planned, also when the map was changed meanwhile.
public interface Rulebook {
    /// Where nobody keeps rules in a text.
    Rulebook NONE =
            new Rulebook() {
                @Override
                public @Nullable String text() {
                    return null;
                }

                @Override
                public Map<String, Operation> operations(String text) {
                    throw new IllegalStateException("this deployment reads no rules");
                }
            };

    /// The page of a run that has its rules.
    record Kept(String text) {
        static final String NAME = "rules";

        String version() {
            return Content.sha256(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Those in use now; null where there is no text.
    @Nullable String text();

    /// The operations as rules of that text would have them.
    Map<String, Operation> operations(String text);
}
