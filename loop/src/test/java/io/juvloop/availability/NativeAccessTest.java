package io.juvloop.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.availability.FreshJvm.Result;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Native access denied, granted, and neither: the flag is named exactly, it suffices, and only the bindings
/// need it.
class NativeAccessTest {
    private static final String DENY = "--illegal-native-access=deny";

    @ParameterizedTest
    @EnumSource
    void denialIsToldWithTheExactFlag(FreshJvm jvm) throws IOException, InterruptedException {
        Result result = jvm.run(List.of(DENY), AvailabilityProbe.class);
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("available=false")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("cause=native access is denied to juvloop's bindings (")
                        .endsWith("): start Java with " + jvm.grant()))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("loop=UnavailableException: native access is denied")
                        .endsWith(jvm.grant()));
    }

    @ParameterizedTest
    @EnumSource
    void everyPublicClassLoadsAllTheSame(FreshJvm jvm) throws IOException, InterruptedException {
        List<String> classes = FreshJvm.publicClasses();
        Result result = jvm.run(List.of(DENY), AvailabilityProbe.class, classes.toArray(String[]::new));
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("classes=" + classes.size(), "available=false")
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                jvm == FreshJvm.MODULE_PATH ? "module=module io.juvloop" : "module=unnamed module"));
    }

    @ParameterizedTest
    @EnumSource
    void flagOfTheMessageSufficesAndNothingIsWarnedOf(FreshJvm jvm) throws IOException, InterruptedException {
        Result result = jvm.run(List.of(DENY, jvm.grant()), AvailabilityProbe.class);
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("available=true", "cause=none", "backend=libuv", "loop=posted", "again=posted");
    }

    @ParameterizedTest
    @EnumSource
    void warningWithoutTheFlagIsOneAndNamesTheBindings(FreshJvm jvm) throws IOException, InterruptedException {
        Result result = jvm.run(List.of("--illegal-native-access=warn"), AvailabilityProbe.class);
        assertThat(result.out()).contains("available=true", "loop=posted", "again=posted");
        String where = jvm == FreshJvm.MODULE_PATH ? "in module io.juvloop.bindings" : "in an unnamed module";
        assertThat(result.err().stream().filter(line -> line.contains("has been called by")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("called by io.juvloop.bindings.", where));
        assertThat(result.err())
                .allMatch(line -> line.startsWith("WARNING: ") || line.isBlank())
                .anyMatch(line -> line.contains(jvm.grant()));
    }
}
