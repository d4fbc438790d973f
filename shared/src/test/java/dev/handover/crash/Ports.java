package dev.handover.crash;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/// Puts [Faults] around every call of a port.
final class Ports {
    private Ports() {}

    /// @param port an interface; its own name names the port
    static <T> T faulty(Class<T> port, T inner, Faults faults) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    if (method.isDefault()) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    return faults.around(
                            port.getSimpleName(),
                            method.getName(),
                            arguments == null ? null : arguments[0],
                            another(method),
                            () -> call(inner, method, arguments));
                };
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    /// A conditional call that was sent twice by the client itself says "somebody else was first".
    /// Not so [dev.handover.run.Table#put], which knows its own writing.
    private static @Nullable Supplier<@Nullable Object> another(Method method) {
        return method.getReturnType() == boolean.class
                        && method.getParameterCount() > 0
                        && !method.getName().startsWith("has")
                ? () -> false
                : null;
    }

    private static @Nullable Object call(
            Object inner, Method method, Object @Nullable [] arguments) {
        try {
            return method.invoke(inner, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new AssertionError("ports throw no checked exceptions", e);
        } catch (IllegalAccessException e) {
            throw new AssertionError("ports are public", e);
        }
    }
}
