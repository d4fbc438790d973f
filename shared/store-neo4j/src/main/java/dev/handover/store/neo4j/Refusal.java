package dev.handover.store.neo4j;

import org.neo4j.driver.exceptions.ClientException;

import java.util.Locale;
import java.util.Optional;

/// What the server says of a statement that it will never carry out as it is: a constraint, a value
/// that an index can't hold. Its message may hold values, its code doesn't.
final class Refusal {
    private Refusal() {}

    /// A code in kebab case; empty when it is other trouble, for instance with the login.
    static Optional<String> of(ClientException e) {
        String code = String.valueOf(e.code());
        if (!code.matches("Neo\\.ClientError\\.(Schema|Statement)\\.[A-Za-z]+")) {
            return Optional.empty();
        }
        return Optional.of(
                code.substring(code.lastIndexOf('.') + 1)
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT));
    }
}
