package io.juvloop.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FatalErrorKindsTest {
    static Stream<Throwable> aboutTheProgram() {
        return Stream.of(new OutOfMemoryError(), new InternalError(), new UnknownError(), new Error());
    }

    static Stream<Throwable> aboutOneCallback() {
        return Stream.of(
                new AssertionError(),
                new StackOverflowError(),
                new NoClassDefFoundError(),
                new ExceptionInInitializerError(),
                new UnsatisfiedLinkError(),
                new IllegalStateException(),
                new IOException(),
                new InterruptedException(),
                new Throwable());
    }

    @ParameterizedTest
    @MethodSource
    void aboutTheProgram(Throwable thrown) {
        assertThat(FatalErrors.includes(thrown)).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void aboutOneCallback(Throwable thrown) {
        assertThat(FatalErrors.includes(thrown)).isFalse();
    }
}
