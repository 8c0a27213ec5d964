package io.juvloop.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An option keeps the value that was set, and options are values: equal if all their options are.
class OptionValuesTest {
    static Stream<Wither> setters() {
        return new PublicApi().endingIn("Options").stream().flatMap(Wither::of).filter(Wither::setsOneValue);
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
