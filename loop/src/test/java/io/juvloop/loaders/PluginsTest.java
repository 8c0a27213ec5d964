package io.juvloop.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Programs that bring their own juvloop, in class loaders that come and go.
@DisabledOnOs(OS.WINDOWS) // it has no kill
class PluginsTest {
    @ParameterizedTest
    @CsvSource({"20, --add-opens=java.base/java.lang=ALL-UNNAMED", "5, -Djuvloop.tasks=portable"})
    void manyPluginsWorkAndAreCollected(String times, String option) throws Exception {
        List<String> lines = ChildJvm.run(List.of("env", "JDK_JAVA_OPTIONS=" + option), PluginsMain.class, times);
        assertThat(lines).contains("descriptors more 0", "loaders left 0");
    }
}
