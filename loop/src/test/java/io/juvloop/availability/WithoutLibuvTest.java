package io.juvloop.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.availability.FreshJvm.Result;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Without libuv, every public class loads, queries are harmless, and only creating a loop throws.
class WithoutLibuvTest {
    private static final List<String> NO_LIBUV =
            List.of("-Djuvloop.library.path=/no/such/libuv", "-Djuvloop.library.source=bundled");

    @ParameterizedTest
    @EnumSource
    void everyPublicClassLoads(FreshJvm jvm) throws IOException, InterruptedException {
        List<String> classes = FreshJvm.publicClasses();
        Result result = jvm.run(NO_LIBUV, AvailabilityProbe.class, classes.toArray(String[]::new));
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("classes=" + classes.size(), "available=false");
    }

    @ParameterizedTest
    @EnumSource
    void causeNamesWhatWasTriedAndTheRemedy(FreshJvm jvm) throws IOException, InterruptedException {
        assertThat(jvm.run(NO_LIBUV, AvailabilityProbe.class).out())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("cause=libuv could not be loaded on ")
                        .contains("-Djuvloop.library.path=/no/such/libuv: no such file")
                        .contains("jar resource META-INF/juvloop/")
                        .contains("left out by -Djuvloop.library.source=bundled")
                        .contains("To install it: "));
    }

    @ParameterizedTest
    @EnumSource
    void whoNeedsItGetsTheSameSentenceEachTime(FreshJvm jvm) throws IOException, InterruptedException {
        List<String> out = jvm.run(NO_LIBUV, AvailabilityProbe.class).out();
        String cause = valueOf("cause", out);
        assertThat(valueOf("backend", out)).isEqualTo("UnavailableException: " + cause);
        assertThat(valueOf("loop", out)).isEqualTo("UnavailableException: " + cause);
        assertThat(valueOf("again", out)).isEqualTo("UnavailableException: " + cause);
    }

    private static String valueOf(String key, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow();
    }
}
