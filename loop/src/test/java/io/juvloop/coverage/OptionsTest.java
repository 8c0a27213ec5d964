package io.juvloop.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.files.OpenOptions;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A further option must not break a program that was compiled without it, so no code outside calls a constructor
/// that has all of them; and each option that can be set can be read.
class OptionsTest {
    static List<Class<?>> kinds() {
        return new PublicApi().endingIn("Options");
    }

    static Stream<Wither> withers() {
        return kinds().stream().flatMap(Wither::of);
    }

    @Test
    void allOptionsOfTheExportedPackagesAreChecked() {
        assertThat(kinds()).isNotEmpty();
        assertThat(withers()).hasSizeGreaterThanOrEqualTo(kinds().size());
        if (PublicApi.isOfLoop()) {
            assertThat(kinds()).hasSizeGreaterThanOrEqualTo(10).contains(OpenOptions.class);
            assertThat(withers()).hasSizeGreaterThanOrEqualTo(50);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFurtherOptionWouldBreakNobody(Class<?> kind) {
        assertThat(kind.isRecord()).isFalse();
        assertThat(kind).isFinal();
        assertThat(kind.getDeclaredConstructors())
                .isNotEmpty()
                .allMatch(constructor -> Modifier.isPrivate(constructor.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("withers")
    void whatChangesOneGivesTheSameKindAndHasAReader(Wither wither) {
        assertThat(wither.method().getReturnType()).isEqualTo(wither.kind());
        assertThat(wither.reader()).isPresent();
    }
}
