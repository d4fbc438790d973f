package dev.handover.lambda;

import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/// Stands in for a port that a function is not given and must not use: every call fails and names
/// the variable. Least privilege, also where there is no IAM.
final class Absent {
    private Absent() {}

    /// @param trouble what every call throws
    static <T> T port(Class<T> port, Supplier<RuntimeException> trouble) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, _, _) -> {
                            throw trouble.get();
                        }));
    }

    static <T> T port(Class<T> port, Variable variable) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, _) -> {
                            throw new IllegalStateException(
                                    "this function is given no "
                                            + variable
                                            + ", so it has no "
                                            + port.getSimpleName()
                                            + "."
                                            + method.getName());
                        }));
    }
}
