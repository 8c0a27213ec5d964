package io.juvloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Suspends;
import io.juvloop.coverage.PublicApi;
import io.juvloop.coverage.SourceTree;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// [Suspends] is on every public method from which the wait of the engine is reached, and on no other; what reaches
/// it, the class files say.
class SuspendsTest {
    /// Where a task gives way until something happens, or for a turn.
    private static final String TASK = "io/juvloop/internal/task/LoopTask";

    private static final Set<String> WAITS = Set.of("sleep", "yieldNow");

    /// Marked although only the body which the caller gives may wait: the method calls it in the caller's task,
    /// through an interface of the JDK's.
    private static final Set<String> WAITS_IN_ITS_BODY =
            Set.of("Async.timeout(Ljava/time/Duration;Ljava/lang/ScopedValue$CallableOp;)Ljava/lang/Object;");

    private static final PublicApi API = new PublicApi();
    private static final CallGraph CALLS = new CallGraph(classes());
    private static final Set<CallGraph.Method> ENDS = CALLS.named(TASK, WAITS);
    private static final Map<CallGraph.Method, CallGraph.@Nullable Method> WAITING = CALLS.leadingTo(ENDS);

    private static List<Class<?>> classes() {
        List<Class<?>> all = new ArrayList<>();
        Deque<Class<?>> open = new ArrayDeque<>();
        Stream.of("loop/src/main/java", PublicApi.sources())
                .distinct()
                .flatMap(SourceTree::below)
                .forEach(source -> open.add(load(source.name())));
        while (!open.isEmpty()) {
            Class<?> type = open.remove();
            all.add(type);
            open.addAll(List.of(type.getDeclaredClasses()));
        }
        return all;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, SuspendsTest.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new LinkageError("a source without a class: " + name, impossible);
        }
    }

    private static CallGraph.Method node(Method method) {
        MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        String owner = method.getDeclaringClass().getName().replace('.', '/');
        return new CallGraph.Method(owner, method.getName(), type.descriptorString());
    }

    private static Optional<CallGraph.Method> waiting(Method method) {
        return CALLS.implementations(node(method)).stream()
                .filter(WAITING::containsKey)
                .findFirst();
    }

    private static boolean isMarked(Method method) {
        return method.isAnnotationPresent(Suspends.class);
    }

    private static boolean waitsInItsBody(Method method) {
        return WAITS_IN_ITS_BODY.contains(node(method).toString());
    }

    /// How a method comes to wait.
    private static String way(Method method) {
        StringBuilder way = new StringBuilder(node(method).toString());
        for (CallGraph.Method at = waiting(method).orElse(null); at != null; at = WAITING.get(at)) {
            way.append("\n    calls ").append(at);
        }
        return way.toString();
    }

    @Test
    void whatReachesTheWaitIsMarked() {
        assertThat(API.methods()
                        .filter(method -> waiting(method).isPresent() && !isMarked(method))
                        .map(SuspendsTest::way))
                .isEmpty();
    }

    @Test
    void whatIsMarkedReachesTheWait() {
        assertThat(API.methods()
                        .filter(method -> isMarked(method) && waiting(method).isEmpty() && !waitsInItsBody(method))
                        .map(SuspendsTest::way))
                .isEmpty();
    }

    @Test
    void everyExceptionIsMarkedAndReachesNoWaitByItself() {
        assertThat(API.methods()
                        .filter(SuspendsTest::waitsInItsBody)
                        .filter(method -> isMarked(method) && waiting(method).isEmpty()))
                .hasSize(PublicApi.isOfLoop() ? WAITS_IN_ITS_BODY.size() : 0);
    }

    /// Were the wait renamed, nothing would reach it, and the marks alone would not show that.
    @Test
    void theWaitIsWhereItIsLookedFor() {
        assertThat(ENDS).extracting(CallGraph.Method::name).containsExactlyInAnyOrderElementsOf(WAITS);
        if (PublicApi.isOfLoop()) {
            assertThat(API.methods().filter(SuspendsTest::isMarked)).hasSizeGreaterThan(90);
        }
    }

    interface Door {
        void open();
    }

    static class Wooden implements Door {
        @Override
        public void open() {
            sleep();
        }

        void sleep() {}
    }

    static final class Painted extends Wooden {}

    static final class House {
        void enter(Door door) {
            door.open();
        }

        void paint(Painted door) {
            door.open();
        }

        Runnable plan(Door door) {
            return () -> door.open();
        }

        void look() {}
    }

    @Test
    void callsAreFollowedThroughInterfacesAndSuperclassesAndNotIntoLambdas() {
        CallGraph calls = new CallGraph(List.of(Door.class, Wooden.class, Painted.class, House.class));
        String wooden = Wooden.class.getName().replace('.', '/');
        String house = House.class.getName().replace('.', '/');
        Set<CallGraph.Method> reaching =
                calls.leadingTo(calls.named(wooden, Set.of("sleep"))).keySet();

        assertThat(reaching)
                .extracting(CallGraph.Method::name)
                .contains("sleep", "open", "enter", "paint")
                .doesNotContain("plan", "look");
        assertThat(reaching).filteredOn(method -> method.owner().equals(house)).isNotEmpty();
    }
}
