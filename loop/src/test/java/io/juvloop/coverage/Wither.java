package io.juvloop.coverage;

import io.juvloop.EventLoop;
import io.juvloop.dns.AddressFamily;
import io.juvloop.dns.AddressFlag;
import io.juvloop.dns.SocketType;
import io.juvloop.subprocess.Redirect;
import io.juvloop.tls.ClientAuth;
import io.juvloop.tls.ClientHello;
import io.juvloop.tls.Contexts;
import io.juvloop.tls.Handshakes;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsCredentials;
import io.juvloop.tls.TlsCrl;
import io.juvloop.tls.TlsOptions;
import io.juvloop.tls.TlsTrust;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A method by which options are changed, with examples of what it takes, and the reader that goes with it.
record Wither(Class<?> kind, Method method) {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7);
    private static final Supplier<EventLoop> FACTORY = EventLoop::create;
    private static final TlsContext CONTEXT = TlsContext.server(TlsOptions.DEFAULT.withCredentials(Contexts.SERVER));
    private static final Function<ClientHello, CompletionStage<TlsContext>> SELECTOR = Wither::selected;

    /// What sets two at once, and has no reader of its own name, with the reader of the first.
    private static final Map<String, String> TWO_AT_ONCE = Map.of(
            "withTimeouts", "handshakeTimeout",
            "withTlsTimeouts", "tlsHandshakeTimeout",
            "withDelay", "leastDelay",
            "withChunks", "smallestChunk");

    /// By the type of the parameter; two of each, as one of them may be the default.
    private static final Map<Class<?>, List<Object>> EXAMPLES = Map.ofEntries(
            Map.entry(boolean.class, List.of(true, false)),
            Map.entry(int.class, List.of(7, 8)),
            Map.entry(long.class, List.of(7L, 8L)),
            Map.entry(double.class, List.of(0.25, 0.75)),
            Map.entry(String.class, List.of("one", "two")),
            Map.entry(Duration.class, List.of(Duration.ofSeconds(7), Duration.ofSeconds(8))),
            Map.entry(InetSocketAddress.class, List.of(ADDRESS)),
            Map.entry(SocketAddress.class, List.of(ADDRESS)),
            Map.entry(StandardProtocolFamily.class, List.of(StandardProtocolFamily.INET)),
            Map.entry(AddressFamily.class, List.of(AddressFamily.INET, AddressFamily.ANY)),
            Map.entry(SocketType.class, List.of(SocketType.STREAM, SocketType.ANY)),
            Map.entry(AddressFlag[].class, List.of(new AddressFlag[] {AddressFlag.CANONNAME}, new AddressFlag[0])),
            Map.entry(Redirect.class, List.of(Redirect.DEVNULL, Redirect.INHERIT)),
            Map.entry(Path.class, List.of(Path.of("one"), Path.of("two"))),
            Map.entry(Map.class, List.of(Map.of("name", "value"), Map.of())),
            Map.entry(Supplier.class, List.of(FACTORY)),
            Map.entry(TlsContext.class, List.of(CONTEXT)),
            Map.entry(TlsCredentials.class, List.of(Contexts.SERVER)),
            Map.entry(TlsTrust.class, List.of(TlsTrust.anyone())),
            Map.entry(TlsCrl.class, List.of(TlsCrl.of(Contexts.CRL))),
            Map.entry(ClientAuth.class, List.of(ClientAuth.NEEDED, ClientAuth.NONE)),
            Map.entry(Function.class, List.of(SELECTOR)),
            Map.entry(Provider.class, List.of(Security.getProvider("SunJSSE"))),
            Map.entry(Handshakes.class, List.of(Handshakes.ON_LOOP, Handshakes.OFF_LOOP)),
            Map.entry(String[].class, List.of(new String[] {"TLSv1.3"}, new String[] {"TLSv1.2"}, new String[0])),
            Map.entry(byte[].class, List.of(new byte[] {22, 3, 1}, new byte[0])));

    /// A call that was accepted.
    ///
    /// @param before the options it was called on
    /// @param text what they said before the call
    /// @param value what was set, as the reader gives it
    /// @param after what it gave
    /// @param again what a second such call gave
    record Call(Object before, String text, Object value, Object after, Object again) {}

    private static CompletionStage<TlsContext> selected(ClientHello hello) {
        return CompletableFuture.completedFuture(CONTEXT);
    }

    static Stream<Wither> of(Class<?> kind) {
        return Arrays.stream(kind.getMethods())
                .filter(method -> method.getName().startsWith("with"))
                .map(method -> new Wither(kind, method));
    }

    boolean setsOneValue() {
        return method.getParameterCount() == 1 && !TWO_AT_ONCE.containsKey(method.getName());
    }

    /// The method that reads what this one sets: `x()`, `isX()`, or `xs()` where one of several is added.
    Optional<Method> reader() {
        String single = TWO_AT_ONCE.get(method.getName());
        if (single != null) {
            return readers().filter(reader -> reader.getName().equals(single)).findFirst();
        }
        String upper = method.getName().substring("with".length());
        String lower = Character.toLowerCase(upper.charAt(0)) + upper.substring(1);
        boolean flag = method.getParameterTypes()[0] == boolean.class;
        List<String> names = flag && !isOptional(lower) ? List.of("is" + upper) : List.of(lower, lower + "s");
        return readers().filter(reader -> names.contains(reader.getName())).findFirst();
    }

    private boolean isOptional(String name) {
        return readers().anyMatch(reader -> reader.getName().equals(name) && reader.getReturnType() == Optional.class);
    }

    private Stream<Method> readers() {
        return Arrays.stream(kind.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> !Set.of("toString", "hashCode").contains(method.getName()));
    }

    Object read(Object options) {
        return value(reader().orElseThrow(), options);
    }

    Map<String, Object> readOthers(Object options) {
        Map<String, Object> values = new TreeMap<>();
        readers().forEach(reader -> values.put(reader.getName(), value(reader, options)));
        values.remove(reader().orElseThrow().getName());
        return values;
    }

    private static Object value(Method reader, Object options) {
        try {
            return comparable(reader.invoke(options));
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("not accessible", impossible);
        }
    }

    private static Object comparable(Object value) {
        return switch (value) {
            case Optional<?> some -> some.isPresent() ? some.get() : "nothing";
            case OptionalInt some -> some.isPresent() ? some.getAsInt() : "nothing";
            case OptionalLong some -> some.isPresent() ? some.getAsLong() : "nothing";
            case AddressFlag[] flags -> Set.of(flags);
            case String[] names -> List.of(names);
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            default -> value;
        };
    }

    private List<Object> examples() {
        return method.getName().equals("withServerNames")
                ? List.of(Map.of("example.org", CONTEXT), Map.of())
                : EXAMPLES.get(method.getParameterTypes()[0]);
    }

    /// Calls with every example on every constant, less those that contradict the constant.
    List<Call> accepted() throws ReflectiveOperationException {
        List<Call> calls = new ArrayList<>();
        for (Object start : constants()) {
            for (Object example : examples()) {
                String text = start.toString();
                try {
                    Object after = method.invoke(start, example);
                    calls.add(new Call(start, text, comparable(example), after, method.invoke(start, example)));
                } catch (InvocationTargetException refused) {
                    if (!(refused.getCause() instanceof IllegalArgumentException)) {
                        throw refused;
                    }
                }
            }
        }
        return calls;
    }

    private List<Object> constants() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (var field : kind.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == kind) {
                constants.add(field.get(null));
            }
        }
        return constants;
    }

    @Override
    public String toString() {
        return kind.getSimpleName() + "." + method.getName();
    }
}
