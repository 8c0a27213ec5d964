package io.juvloop.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.files.OpenOptions;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A further option must not break a program that was compiled without it, so no code outside calls a constructor that
/// has all of them; and whatever can be set can be read.
class OptionsTest {
    static List<Class<?>> kinds() {
        return new PublicApi().endingIn("Options");
    }

    static Stream<Wither> withers() {
        return kinds().stream().flatMap(Wither::of);
    }

    static Stream<Wither> setters() {
        return withers().filter(Wither::takesOneValue);
    }

    @Test
    void allOptionsOfTheExportedPackagesAreLookedAt() {
        assertThat(kinds()).hasSizeGreaterThanOrEqualTo(10).contains(OpenOptions.class);
        assertThat(withers()).hasSizeGreaterThanOrEqualTo(50);
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

    @ParameterizedTest
    @MethodSource("setters")
    void whatIsSetIsReadAndTheOthersStay(Wither wither) throws Exception {
        assertThat(wither.accepted()).isNotEmpty();
        for (Wither.Call call : wither.accepted()) {
            assertThat(wither.read(call.after())).isEqualTo(call.value());
            assertThat(wither.readOthers(call.after())).isEqualTo(wither.readOthers(call.before()));
            assertThat(call.before()).hasToString(call.text());
        }
    }

    @ParameterizedTest
    @MethodSource("setters")
    void optionsAreEqualIfTheirValuesAreAndNameWhatDiffers(Wither wither) throws Exception {
        for (Wither.Call call : wither.accepted()) {
            boolean same = wither.read(call.before()).equals(call.value());

            assertThat(call.again()).isEqualTo(call.after()).hasSameHashCodeAs(call.after());
            assertThat(call.after().equals(call.before())).isEqualTo(same);
            assertThat(call.after().toString().equals(call.text())).isEqualTo(same);
            assertThat(call.after().toString())
                    .startsWith(wither.kind().getSimpleName() + "[")
                    .endsWith("]");
        }
    }
}
