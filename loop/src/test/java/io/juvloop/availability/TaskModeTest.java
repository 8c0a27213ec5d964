package io.juvloop.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.availability.FreshJvm.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The mode of tasks: fast if the JDK gives access, portable with a log message otherwise, or the mode that a
/// property selects.
class TaskModeTest {
    private static Result run(FreshJvm jvm, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add(jvm.grant());
        Result result = jvm.run(all, TaskModeProbe.class);
        assertThat(result.exit()).as(result.toString()).isZero();
        return result;
    }

    /// The flag that gives juvloop access, as the user has to write it.
    private static String flag(FreshJvm jvm) {
        return "--add-opens java.base/java.lang=" + (jvm == FreshJvm.MODULE_PATH ? "io.juvloop" : "ALL-UNNAMED");
    }

    private static String[] opened(FreshJvm jvm, String... options) {
        List<String> all = new ArrayList<>(List.of(flag(jvm).split(" ", 2)));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheFlagIsPortableAndSaysSoOnceWithTheFlag(FreshJvm jvm) throws IOException, InterruptedException {
        Result result = run(jvm);
        assertThat(result.out())
                .containsExactly(
                        "mode=PORTABLE", "tasks=done without values", "mode=PORTABLE", "tasks=done without values");
        assertThat(result.err().stream().filter(line -> line.contains("portable mode")))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith("add " + flag(jvm)));
    }

    @ParameterizedTest
    @EnumSource
    void withTheFlagIsFastAndSaysNothing(FreshJvm jvm) throws IOException, InterruptedException {
        Result result = run(jvm, opened(jvm));
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .containsExactly("mode=FAST", "tasks=done with values", "mode=FAST", "tasks=done with values");
    }

    @ParameterizedTest
    @EnumSource
    void withTheFlagMayBePortableIfAskedFor(FreshJvm jvm) throws IOException, InterruptedException {
        Result result = run(jvm, opened(jvm, "-Djuvloop.tasks=portable"));
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("mode=PORTABLE", "tasks=done with values")
                .hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void withTheFlagMayBeAskedForByName(FreshJvm jvm) throws IOException, InterruptedException {
        Result result = run(jvm, opened(jvm, "-Djuvloop.tasks=Fast"));
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("mode=FAST", "tasks=done with values");
    }

    @ParameterizedTest
    @EnumSource
    void fastWithoutTheFlagIsAnErrorThatNamesIt(FreshJvm jvm) throws IOException, InterruptedException {
        Result result = run(jvm, "-Djuvloop.tasks=fast");
        String refusal = "IllegalStateException: -Djuvloop.tasks=fast needs " + flag(jvm);
        assertThat(result.out())
                .containsExactly("mode=" + refusal, "tasks=" + refusal, "mode=" + refusal, "tasks=" + refusal);
    }

    @ParameterizedTest
    @EnumSource
    void aJvmWithoutContinuationsIsPortableAndSaysWhy(FreshJvm jvm) throws IOException, InterruptedException {
        Result result = run(jvm, opened(jvm, "-XX:+UnlockExperimentalVMOptions", "-XX:-VMContinuations"));
        assertThat(result.out())
                .containsExactly(
                        "mode=PORTABLE", "tasks=done without values", "mode=PORTABLE", "tasks=done without values");
        assertThat(result.err().stream().filter(line -> line.contains("portable mode")))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith("this JVM has no continuations"));
    }

    @ParameterizedTest
    @EnumSource
    void anythingElseIsAnErrorThatNamesTheChoice(FreshJvm jvm) throws IOException, InterruptedException {
        Result result = run(jvm, "-Djuvloop.tasks=turbo");
        assertThat(result.out())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line)
                        .endsWith("=IllegalStateException: -Djuvloop.tasks=turbo is none of auto, fast and portable"));
    }
}
