package dev.handover.lambda;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads every environment variable of a function, at cold start.
public final class Env {
    /// Bound by the local run, where many functions live in one process; else the process's own variables count.
    public static final ScopedValue<Map<String, String>> SCOPE = ScopedValue.newInstance();

    private final Map<String, String> variables;

    private Env(Map<String, String> variables) {
        this.variables = variables;
    }

    public static Env current() {
        return new Env(SCOPE.isBound() ? SCOPE.get() : System.getenv());
    }

    /// The same, after a look whether all of them are there.
    ///
    /// @throws MissingVariables naming all that are missing
    public Env with(String... names) {
        List<String> missing = Arrays.stream(names).filter(name -> optional(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new MissingVariables(missing);
        }
        return this;
    }

    public String required(String name) {
        return with(name).optional(name).orElseThrow();
    }

    /// An empty variable counts as none.
    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /// Which variables a function needs and has not.
    public static final class MissingVariables extends RuntimeException {
        private static final long serialVersionUID = 1;

        private MissingVariables(List<String> names) {
            super("missing environment variables: " + String.join(", ", names));
        }
    }
}
