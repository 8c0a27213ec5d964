package io.juvloop.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A first use that meets the end of the stack costs no function that is linked, and no defaults of options: the next
/// one succeeds.
@DisabledOnOs(OS.WINDOWS)
class FirstUseAtStackEndTest {
    @Test
    @Timeout(150)
    void everyPartCanBeUsedAfterwards() throws Exception {
        String options = "JDK_JAVA_OPTIONS=-Xint -XX:+UseSerialGC --add-opens=java.base/java.lang=ALL-UNNAMED"
                + " --add-opens=java.base/sun.nio.ch=ALL-UNNAMED";
        List<String> lines = ChildJvm.run(List.of("env", options), StackEndMain.class);
        assertThat(lines)
                .anyMatch(line -> line.startsWith("lost [] of "))
                .anyMatch(line -> line.matches("short [1-9]\\d*"));
    }
}
