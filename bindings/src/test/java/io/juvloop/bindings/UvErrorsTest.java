package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Errors by name and number, and the handling of unknown ones.
class UvErrorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "EOF", "EAGAIN", "ECANCELED", "ENOBUFS", "ENOTCONN", "EINVAL", "EADDRNOTAVAIL", "ECONNREFUSED",
                "ECONNRESET", "EPIPE", "EADDRINUSE", "EACCES", "EMFILE", "ENOENT", "ETIMEDOUT", "EHOSTUNREACH",
                "ENETUNREACH", "EAI_NONAME", "EAI_AGAIN", "UNKNOWN"
            })
    void nameAndNumberLeadToEachOther(String name) {
        int code = UvErrors.code(name);
        assertThat(code).isNegative();
        assertThat(UvErrors.name(code)).isEqualTo(name);
        assertThat(UvErrors.text(code)).isNotBlank();
    }

    @Test
    void constantsAreThoseOfTheTable() {
        assertThat(UvErrors.EOF).isEqualTo(UvErrors.code("EOF")).isEqualTo(-4095);
        assertThat(UvErrors.EAGAIN).isEqualTo(UvErrors.code("EAGAIN")).isNegative();
        assertThat(UvErrors.ECANCELED).isEqualTo(UvErrors.code("ECANCELED")).isNegative();
        assertThat(UvErrors.ENOBUFS).isEqualTo(UvErrors.code("ENOBUFS")).isNegative();
        assertThat(UvErrors.ENOTCONN).isEqualTo(UvErrors.code("ENOTCONN")).isNegative();
        assertThat(UvErrors.EINVAL).isEqualTo(UvErrors.code("EINVAL")).isNegative();
        assertThat(UvErrors.EADDRNOTAVAIL)
                .isEqualTo(UvErrors.code("EADDRNOTAVAIL"))
                .isNegative();
    }

    @Test
    void nameThatDoesNotExistHasNoNumber() {
        assertThat(UvErrors.code("ENOSUCHERROR")).isZero();
        assertThat(UvErrors.names()).doesNotContain("ENOSUCHERROR");
    }

    @ParameterizedTest
    @ValueSource(ints = {-250, -9999, Integer.MIN_VALUE, 0, 1})
    void numberThatDoesNotExistIsToldAsSuch(int code) {
        assertThat(UvErrors.name(code)).isEqualTo("UNKNOWN " + code);
        assertThat(UvErrors.text(code)).isEqualTo("unknown error " + code);
    }

    @Test
    void resultThatIsNoErrorPasses() {
        assertThat(UvFailure.check("uv_test", 0)).isZero();
        assertThat(UvFailure.check("uv_test", 17)).isEqualTo(17);
    }

    @Test
    void resultThatIsAnErrorIsThrownWithAllThatIsKnown() {
        int code = UvErrors.code("ECONNREFUSED");
        assertThatThrownBy(() -> UvFailure.check("uv_tcp_connect", code))
                .isInstanceOfSatisfying(UvFailure.class, failure -> {
                    assertThat(failure.operation()).isEqualTo("uv_tcp_connect");
                    assertThat(failure.code()).isEqualTo(code);
                })
                .hasMessage("uv_tcp_connect: ECONNREFUSED, connection refused");
    }
}
