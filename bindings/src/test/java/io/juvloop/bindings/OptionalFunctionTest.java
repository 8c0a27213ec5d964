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

    @Test
    void thereAreTwentySix() {
        assertThat(OptionalFunction.values()).hasSize(26);
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
                        .filter(name -> LibUv.require().symbols().find(name).isEmpty()))
                .isSubsetOf(known);
    }
}
