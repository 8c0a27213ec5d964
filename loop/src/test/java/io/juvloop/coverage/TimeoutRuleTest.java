package io.juvloop.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Suspends;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A time-out of a connection is an [IOException], the one of sockets; every other is a [TimeoutException]. What is
/// declared says so; what is thrown, the tests of time-outs say.
class TimeoutRuleTest {
    /// Whose time is no limit, or whose limit is no failure.
    private static final Set<String> NO_LIMIT = Set.of("sleep", "wait");

    private static List<Method> limited() {
        return new PublicApi()
                .methods()
                .filter(method -> method.isAnnotationPresent(Suspends.class))
                .filter(method -> List.of(method.getParameterTypes()).contains(Duration.class))
                .filter(method -> !NO_LIMIT.contains(method.getName()))
                .toList();
    }

    private static boolean isOfConnection(Method method) {
        return method.getDeclaringClass().getPackageName().equals("io.juvloop.streams");
    }

    private static Stream<Class<?>> declared(Method method) {
        return Arrays.stream(method.getExceptionTypes());
    }

    @Test
    void aConnectionsTimeoutIsAnIOException() {
        assertThat(limited())
                .filteredOn(TimeoutRuleTest::isOfConnection)
                .hasSizeGreaterThan(10)
                .allMatch(method -> declared(method).anyMatch(IOException.class::equals))
                .noneMatch(method -> declared(method).anyMatch(TimeoutException.class::equals));
    }

    @Test
    void everyOtherIsATimeoutException() {
        assertThat(limited())
                .filteredOn(method -> !isOfConnection(method))
                .hasSizeGreaterThan(8)
                .allMatch(method -> declared(method).anyMatch(TimeoutException.class::equals));
    }
}
