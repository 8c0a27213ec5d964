package io.juvloop.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The first use of a part of juvloop keeps neither the context class loader nor the inheritable thread locals
/// of its thread alive.
@DisabledOnOs(OS.WINDOWS)
class FirstUseTest {
    @ParameterizedTest
    @EnumSource(names = {"TASKS", "RUNNER", "UNSEEN_FAILURE", "SELECTOR"})
    void keepsNothingWhereTheJdkLetsJuvloopInEither(FirstUse what) throws Exception {
        String opens = "JDK_JAVA_OPTIONS=--add-opens=java.base/java.lang=ALL-UNNAMED"
                + " --add-opens=java.base/sun.nio.ch=ALL-UNNAMED";
        List<String> lines = ChildJvm.run(List.of("env", opens), FirstUseMain.class, what.name());
        assertThat(lines).contains("used", "left 0");
    }

    @ParameterizedTest
    @EnumSource
    void keepsNothingOfWhoUsedItFirst(FirstUse what) throws Exception {
        List<String> lines = ChildJvm.run(List.of(), FirstUseMain.class, what.name());
        assertThat(lines).contains("used", "left 0");
    }
}
