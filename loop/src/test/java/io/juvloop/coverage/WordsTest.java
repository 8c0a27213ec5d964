package io.juvloop.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One rule for what reads and sets, and one for words, over the public API: `x()` reads, `isX()` reads a boolean,
/// `setX(value)` sets, and a name is written in words, but for the names that C has.
class WordsTest {
    private static final PublicApi API = new PublicApi();

    /// Gets an item, and reads no property.
    private static final Set<String> GETTERS = Set.of("Queue.getNoWait");

    /// Types that read their next value by the names of [java.nio.ByteBuffer].
    private static final Set<String> BUFFERS = Set.of("WireReader");

    /// asyncio's and libuv's own questions, and what a poller has.
    private static final Set<String> QUESTIONS = Set.of("canWriteEof", "atEof", "hasRef", "hasEvents");

    /// What does something, and answers whether it did; and what the loop calls.
    private static final Set<String> DEEDS = Set.of("cancel", "eofReceived");

    /// What asyncio runs together; C's names, as `getaddrinfo`, `sendfile` and libuv's of files, stay as they are.
    private static final List<String> RUN_TOGETHER = List.of(
            "nowait",
            "writelines",
            "readline",
            "readexactly",
            "readuntil",
            "sendto",
            "sendall",
            "recvfrom",
            "recv",
            "returncode",
            "qsize",
            "maxsize",
            "nwaiting");

    private static Stream<Method> methods() {
        return API.methods().filter(method -> !isOfTheJdk(method));
    }

    /// Whether the JDK has named it.
    private static boolean isOfTheJdk(Method method) {
        return supertypes(method.getDeclaringClass())
                .filter(type -> !type.getName().startsWith("io.juvloop."))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .anyMatch(other -> other.getName().equals(method.getName())
                        && other.getParameterCount() == method.getParameterCount());
    }

    private static Stream<Class<?>> supertypes(Class<?> type) {
        return Stream.concat(
                Stream.of(type),
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                        .flatMap(WordsTest::supertypes));
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private static List<String> wrong(Predicate<Method> rule) {
        return methods()
                .filter(method -> !rule.test(method))
                .map(WordsTest::name)
                .distinct()
                .toList();
    }

    private static boolean begins(Method method, String prefix) {
        return method.getName().matches(prefix + "[A-Z].*");
    }

    @Test
    void nothingIsReadByGet() {
        assertThat(wrong(method -> !begins(method, "get")
                        || method.getParameterCount() > 0
                        || GETTERS.contains(name(method))
                        || BUFFERS.contains(method.getDeclaringClass().getSimpleName())))
                .isEmpty();
    }

    @Test
    void aBooleanIsReadByIs() {
        assertThat(wrong(method -> method.getReturnType() != boolean.class
                        || method.getParameterCount() > 0
                        || Modifier.isStatic(method.getModifiers())
                        || begins(method, "is")
                        || QUESTIONS.contains(method.getName())
                        || DEEDS.contains(method.getName())
                        || isOption(method)))
                .isEmpty();
    }

    /// An option has the name of asyncio's keyword, and `with` before it makes others of it.
    private static boolean isOption(Method method) {
        String name = method.getName();
        String with = "with" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return method.getDeclaringClass().getSimpleName().endsWith("Options")
                && Arrays.stream(method.getDeclaringClass().getMethods())
                        .anyMatch(other -> other.getName().equals(with));
    }

    @Test
    void isReadsABooleanAndNothingElse() {
        assertThat(wrong(method -> !begins(method, "is") || method.getReturnType() == boolean.class))
                .isEmpty();
    }

    @Test
    void setTakesAValueAndGivesNothing() {
        assertThat(wrong(method -> !begins(method, "set")
                        || (method.getParameterCount() > 0 && method.getReturnType() == void.class)))
                .isEmpty();
    }

    @Test
    void whatReadsSetsUnderNoSecondForm() {
        assertThat(wrong(method -> method.getParameterCount() > 0
                        || method.getReturnType() == void.class
                        || isFactory(method)
                        || Arrays.stream(method.getDeclaringClass().getMethods())
                                .noneMatch(other -> setsUnderTheSameName(other, method))))
                .isEmpty();
    }

    /// What makes one of its own type reads nothing; with arguments it makes another.
    private static boolean isFactory(Method method) {
        return Modifier.isStatic(method.getModifiers()) && method.getReturnType() == method.getDeclaringClass();
    }

    private static boolean setsUnderTheSameName(Method other, Method accessor) {
        return other.getName().equals(accessor.getName())
                && other.getParameterCount() == 1
                && Modifier.isStatic(other.getModifiers()) == Modifier.isStatic(accessor.getModifiers())
                && (other.getReturnType() == void.class || other.getReturnType() == accessor.getDeclaringClass());
    }

    @Test
    void aNameIsWrittenInWords() {
        assertThat(wrong(method -> RUN_TOGETHER.stream().noneMatch(word -> isIn(word, method.getName()))))
                .isEmpty();
    }

    private static boolean isIn(String word, String name) {
        String inside = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        return name.startsWith(word) || name.contains(inside);
    }
}
