package dev.handover.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The environment of one function. It is read when the function starts, and all that is missing is
/// named at once.
public final class Env {
    /// The environment of a function that runs in somebody else's process: the local run and tests
    /// bind it.
    public static final ScopedValue<Map<String, String>> SCOPE = ScopedValue.newInstance();

    /// Variables are missing, or empty.
    public static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1;

        Missing(List<String> names) {
            super("environment variables are missing: " + String.join(", ", names));
        }
    }

    private final Map<String, String> variables;

    private Env(Map<String, String> variables) {
        this.variables = variables;
    }

    /// What is bound to [#SCOPE], else the process environment.
    public static Env current() {
        return new Env(Map.copyOf(SCOPE.isBound() ? SCOPE.get() : System.getenv()));
    }

    /// @return this
    /// @throws Missing names all that are missing and not optional
    Env check(List<Variable> needed) {
        List<String> missing =
                needed.stream()
                        .filter(variable -> !variable.isOptional())
                        .map(Variable::name)
                        .filter(name -> optional(name).isEmpty())
                        .toList();
        if (!missing.isEmpty()) {
            throw new Missing(missing);
        }
        return this;
    }

    /// @throws Missing when it is
    public String required(String name) {
        return optional(name).orElseThrow(() -> new Missing(List.of(name)));
    }

    public String required(Variable variable) {
        return required(variable.name());
    }

    public Optional<String> optional(Variable variable) {
        return optional(variable.name());
    }

    /// Empty counts as missing: a template can't leave a variable out, only empty.
    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
