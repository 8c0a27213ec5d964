package io.juvloop.bindings.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.UvErrors;
import org.junit.jupiter.api.Test;

/// The names and texts of all errors, as two bindings of one library report them.
class ErrorsAgainstJnaTest {
    /// Beyond every errno of every system, and libuv's own numbers.
    private static final int LAST = 4200;

    private final JnaUv jna = JnaUv.ofTheBindings();

    @Test
    void everyErrorOfTheTableHasItsNameAndText() {
        assertThat(UvErrors.names()).hasSizeGreaterThan(75);
        for (String name : UvErrors.names()) {
            int code = UvErrors.code(name);
            assertThat(jna.uv_err_name(code)).isEqualTo(name);
            assertThat(jna.uv_strerror(code)).isEqualTo(UvErrors.text(code));
        }
    }

    @Test
    void tableMissesNoErrorOfTheLibrary() {
        for (int code = -LAST; code < 0; code++) {
            String name = jna.uv_err_name(code);
            if (name.startsWith("Unknown system error")) {
                assertThat(UvErrors.name(code)).isEqualTo("UNKNOWN " + code);
            } else {
                assertThat(UvErrors.name(code)).isEqualTo(name);
            }
        }
    }
}
