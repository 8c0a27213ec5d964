package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.bindings.gen.uv_h;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every function that a supported libuv may lack has its version and is refused by it.
class OptionalFunctionTest {
    private static final UvVersion RUNNING = LibUv.require().version();

    /// Newer ones with a generated binding that nothing calls; why, is in `docs/coverage/libuv.txt`.
    private static final Set<String> NOT_CALLED = Set.of(
            "uv_clock_gettime",
            "uv_pipe_bind2",
            "uv_pipe_connect2",
            "uv_utf16_length_as_wtf8",
            "uv_utf16_to_wtf8",
            "uv_wtf8_length_as_utf16",
            "uv_wtf8_to_utf16",
            "uv_thread_detach",
            "uv_thread_getname",
            "uv_write_nwritten");

    @Test
    void thereAreSixteen() {
        assertThat(OptionalFunction.values()).hasSize(16);
    }

    @ParameterizedTest
    @EnumSource
    void theLibraryHasItFromItsVersionOn(OptionalFunction function) {
        assertThat(function.since().compareTo(UvVersion.FLOOR)).isPositive();
        assertThat(function.isPresent()).isEqualTo(RUNNING.compareTo(function.since()) >= 0);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMissingIsRefusedByNameAndVersion(OptionalFunction function) {
        if (function.isPresent()) {
            assertThatCode(function::require).doesNotThrowAnyException();
        } else {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(function::require)
                    .withMessage("%s needs libuv %s; this is %s", function.functionName(), function.since(), RUNNING);
        }
    }

    /// Otherwise its first call would end in an error of the linker.
    @Test
    void everyGeneratedFunctionThatThisLibraryLacksIsAmongThem() {
        Set<String> known = Arrays.stream(OptionalFunction.values())
                .map(OptionalFunction::functionName)
                .collect(Collectors.toSet());
        assertThat(Arrays.stream(uv_h.class.getMethods())
                        .map(method -> method.getName())
                        .filter(name -> name.startsWith("uv_") && !name.contains("$"))
                        .filter(name -> !NOT_CALLED.contains(name))
                        .filter(name -> LibUv.require().symbols().find(name).isEmpty()))
                .isSubsetOf(known);
    }
}
