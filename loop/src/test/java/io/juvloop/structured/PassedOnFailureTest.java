package io.juvloop.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A failure that was passed on counts as observed: code that takes a future as its source or argument is
/// responsible for the failure. Covers all methods of [CompletableFuture] and [CompletionStage].
@LoopTest
class PassedOnFailureTest {
    /// Methods that observe no failure: they only check whether there is one, complete the future, or return
    /// the future itself.
    private static final Set<String> NOT_LOOKING = Set.of(
            "isDone",
            "isCancelled",
            "isCompletedExceptionally",
            "state",
            "getNumberOfDependents",
            "complete",
            "completeExceptionally",
            "completeAsync",
            "completeOnTimeout",
            "orTimeout",
            "obtrudeValue",
            "obtrudeException",
            "cancel",
            "defaultExecutor",
            "newIncompleteFuture",
            "toString");

    private static final Executor DIRECT = Runnable::run;

    static Stream<Arguments> waysToLook() {
        return Arrays.stream(CompletableFuture.class.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !NOT_LOOKING.contains(method.getName()))
                .filter(method -> !method.isBridge())
                .flatMap(PassedOnFailureTest::usesOf);
    }

    /// A method may take a failed future as its source, and as its argument too.
    private static Stream<Arguments> usesOf(Method method) {
        List<Arguments> uses = new ArrayList<>();
        uses.add(Arguments.argumentSet("source of " + method, (Use) future -> invoke(method, future, waiting())));
        boolean other = Stream.of(method.getParameterTypes()).anyMatch(CompletionStage.class::equals);
        boolean composes = method.getName().contains("ompose");
        if (other) {
            uses.add(Arguments.argumentSet("argument of " + method, (Use) future -> invoke(method, waiting(), future)));
        }
        if (composes) {
            CompletableFuture<String> source = method.getName().startsWith("exceptionally")
                    ? CompletableFuture.failedFuture(new IOException("of the source"))
                    : CompletableFuture.completedFuture("done");
            uses.add(Arguments.argumentSet("result of " + method, (Use) future -> invoke(method, source, future)));
        }
        return uses.stream();
    }

    /// A use of a future.
    interface Use {
        void of(CompletableFuture<String> future) throws Exception;
    }

    private static CompletableFuture<String> waiting() {
        return new CompletableFuture<>();
    }

    private static void invoke(Method method, CompletableFuture<String> source, CompletableFuture<String> other)
            throws ReflectiveOperationException {
        Object[] arguments = Arrays.stream(method.getParameters())
                .map(parameter -> argument(parameter, other))
                .toArray();
        try {
            var _ = method.invoke(source, arguments);
        } catch (InvocationTargetException thrown) {
            assertThat(thrown.getCause())
                    .isInstanceOfAny(ExecutionException.class, CompletionException.class, IllegalStateException.class);
        }
    }

    private static Object argument(Parameter parameter, CompletableFuture<String> other) {
        Map<Class<?>, Object> values = Map.of(
                CompletionStage.class,
                other,
                Function.class,
                (Function<Object, Object>) _ -> other,
                BiFunction.class,
                (BiFunction<Object, Object, Object>) (_, _) -> other,
                Consumer.class,
                (Consumer<Object>) _ -> {},
                BiConsumer.class,
                (BiConsumer<Object, Object>) (_, _) -> {},
                Runnable.class,
                (Runnable) () -> {},
                Executor.class,
                DIRECT,
                long.class,
                1L,
                TimeUnit.class,
                TimeUnit.SECONDS,
                Object.class,
                "absent");
        return Objects.requireNonNull(values.get(parameter.getType()), parameter::toString);
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("waysToLook")
    void whatFailedBeforeIsSeen(Use use, EventLoop loop, Reported reported) throws Exception {
        assertUnreported(failedThenUsed(loop, use), loop, reported);
    }

    private static WeakReference<Object> failedThenUsed(EventLoop loop, Use use) throws Exception {
        LoopFuture<String> future = loop.createFuture();
        future.completeExceptionally(new IOException("on purpose"));
        use.of(future);
        return new WeakReference<>(future);
    }

    static Stream<Arguments> waysToDepend() {
        return waysToLook()
                .filter(arguments -> !isGetter(Objects.requireNonNull(((Arguments.ArgumentSet) arguments))
                        .getName()));
    }

    private static boolean isGetter(String name) {
        return Stream.of(".get(", ".join(", ".getNow(", ".resultNow(", ".exceptionNow(")
                .anyMatch(name::contains);
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("waysToDepend")
    void whatFailsLaterIsSeen(Use use, EventLoop loop, Reported reported) throws Exception {
        assertUnreported(usedThenFailed(loop, use), loop, reported);
    }

    private static WeakReference<Object> usedThenFailed(EventLoop loop, Use use) throws Exception {
        LoopFuture<String> future = loop.createFuture();
        use.of(future);
        future.completeExceptionally(new IOException("on purpose"));
        return new WeakReference<>(future);
    }

    /// Checks with a later unobserved failure, which must be the only one reported.
    private static void assertUnreported(WeakReference<Object> future, EventLoop loop, Reported reported) {
        awaitCollection(() -> {
            Turns.one(loop); // completed callbacks drop it
            return future.refersTo(null);
        });
        loop.createFuture().completeExceptionally(new IOException("unseen"));
        awaitReport(loop, reported);
        assertThat(reported.all())
                .extracting(context -> String.valueOf(context.exception()))
                .containsExactly("java.io.IOException: unseen");
    }

    private static void awaitReport(EventLoop loop, Reported reported) {
        awaitCollection(() -> {
            Turns.one(loop);
            return reported.count() > 0;
        });
    }

    private static void awaitCollection(BooleanSupplier over) {
        await().pollInSameThread().pollInterval(Duration.ofMillis(1)).until(() -> {
            System.gc();
            return over.getAsBoolean();
        });
    }

    private static void keep(CompletableFuture<?> several) {
        assertThat(several).isNotNull();
    }

    static Stream<Arguments> waysToTakeSeveral() {
        return Stream.of(
                Arguments.argumentSet("allOf", (Use) future -> keep(CompletableFuture.allOf(future, waiting()))),
                Arguments.argumentSet(
                        "allOf, second", (Use) future -> keep(CompletableFuture.allOf(waiting(), future))),
                Arguments.argumentSet("anyOf", (Use) future -> keep(CompletableFuture.anyOf(waiting(), future))));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("waysToTakeSeveral")
    void whatFailsAmongSeveralIsSeen(Use use, EventLoop loop, Reported reported) throws Exception {
        assertUnreported(usedThenFailed(loop, use), loop, reported);
    }

    @Test
    void whatWasGatheredIsSeenAlsoAfterTheFirstFailure(EventLoop loop, Reported reported) {
        assertUnreported(gathered(loop), loop, reported);
    }

    private static WeakReference<Object> gathered(EventLoop loop) {
        LoopFuture<String> first = loop.createFuture();
        LoopFuture<String> second = loop.createFuture();
        InTask.run(loop, () -> {
            var all = Async.gather(first, second);
            first.completeExceptionally(new IOException("first"));
            var _ = Async.wait(List.of(all));
            assertThat(all.exceptionNow()).hasMessage("first");
            second.completeExceptionally(new IOException("second"));
        });
        return new WeakReference<>(second);
    }

    @Test
    void whatConnectingFailsWithIsSeenWhereItWasPassedOn(EventLoop loop, Reported reported) throws Exception {
        int closed;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = server.getLocalPort();
        }
        assertUnreported(refused(loop, closed), loop, reported);
    }

    private static WeakReference<Object> refused(EventLoop loop, int port) {
        var connecting = loop.createConnection(RecordingProtocol::new, "127.0.0.1", port);
        CompletableFuture<?> passedOn = CompletableFuture.completedFuture("").thenCompose(_ -> connecting);
        var ended = passedOn.handle((_, failure) -> failure.getCause());
        assertThat(loop.runUntilComplete(ended)).isInstanceOf(IOException.class);
        return new WeakReference<>(connecting);
    }

    @Test
    void aLimitOfTimeIsNoLook(EventLoop loop, Reported reported) {
        limitedAndFailed(loop);
        awaitReport(loop, reported);
        assertThat(reported.only().exception()).hasMessage("on purpose");
    }

    private static void limitedAndFailed(EventLoop loop) {
        LoopFuture<String> future = loop.createFuture();
        var _ = future.orTimeout(1, TimeUnit.HOURS);
        future.addDoneCallback(_ -> {});
        future.completeExceptionally(new IOException("on purpose"));
    }
}
