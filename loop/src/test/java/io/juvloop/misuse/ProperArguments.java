package io.juvloop.misuse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A valid argument of each type.
///
/// On the thread of the objects.
final class ProperArguments implements AutoCloseable {
    private final Map<Class<?>, Object> known = new LinkedHashMap<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final SocketChannel channel;

    ProperArguments() {
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        add(true, (byte) 1, (short) 1, 'x', 1, 1L, 1.0, 1.0f);
        add("x", Duration.ofMillis(1), Path.of("/nowhere/at/all"), new byte[1], ByteBuffer.allocate(1), Instant.EPOCH);
        add(MemorySegment.ofArray(new byte[1]), new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), executor);
        add(channel, Set.of(), List.of(), Map.of(), CompletableFuture.completedFuture("done"), StandardCharsets.UTF_8);
        add(new IllegalStateException("on purpose"), InetAddress.getLoopbackAddress(), ProcessBuilder.Redirect.PIPE);
        add(new ProcessBuilder("true"));
    }

    private void add(Object... values) {
        for (Object value : values) {
            known.put(value.getClass(), value);
        }
    }

    /// Adds a value of a type that is not built in.
    void with(Object value) {
        known.put(value.getClass(), value);
    }

    /// An argument.
    @Nullable
    Object of(Class<?> type) {
        if (type.isPrimitive()) {
            return known.get(MethodType.methodType(type).wrap().returnType());
        }
        return known.values().stream()
                .filter(type::isInstance)
                .findFirst()
                .or(() -> Optional.ofNullable(kept(type)))
                .orElse(null);
    }

    private @Nullable Object kept(Class<?> type) {
        Object made = made(type);
        if (made instanceof AutoCloseable) {
            with(made);
        }
        return made;
    }

    private static @Nullable Object made(Class<?> type) {
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isInterface() && !type.isSealed()) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> answer(method.getName()));
        }
        Object constant = constant(type);
        return constant == null && Modifier.isAbstract(type.getModifiers()) ? factoryMade(type) : constant;
    }

    /// Created by a static method without arguments.
    private static @Nullable Object factoryMade(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type)
                .filter(method -> method.getParameterCount() == 0)
                .map(method -> {
                    try {
                        return method.invoke(null);
                    } catch (ReflectiveOperationException impossible) {
                        throw new LinkageError("not accessible", impossible);
                    }
                })
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object answer(String method) {
        return switch (method) {
            case "hashCode" -> 1;
            case "equals" -> false;
            case "toString" -> "a stand-in";
            default -> null;
        };
    }

    /// A constant such as the DEFAULT of options.
    private static @Nullable Object constant(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == type)
                .map(ProperArguments::value)
                .findFirst()
                .orElse(null);
    }

    private static Object value(Field field) {
        try {
            return Objects.requireNonNull(field.get(null));
        } catch (IllegalAccessException impossible) {
            throw new LinkageError("not accessible", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        executor.close();
        for (Object value : known.values()) {
            if (value instanceof Channel opened) {
                opened.close();
            }
        }
    }
}
