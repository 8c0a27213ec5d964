package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Case 25: many connections, of which half fail, leave nothing. `-Djuvloop.tls.connections=N` for more.
class TlsChurnTest {
    private static final int CONNECTIONS = Integer.getInteger("juvloop.tls.connections", 15_000);
    private static final String HEAP = "JAVA_TOOL_OPTIONS=-Xms96m -Xmx96m -XX:+AlwaysPreTouch";

    /// The heap is touched from the begin, so what grows is native: the loop's, and the compiler's for a while.
    private static final long KIBIBYTES_OF_THE_COMPILER = 24 * 1024;

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void halfOfManyConnectionsFailAndNothingIsLeft() throws Exception {
        Map<String, String> printed =
                ChildJvm.run(List.of("env", HEAP), TlsChurnMain.class, String.valueOf(CONNECTIONS)).stream()
                        .filter(line -> line.contains(": ") && !line.startsWith("Picked up"))
                        .map(line -> line.split(": ", 2))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

        assertThat(printed)
                .containsEntry("engines made = freed", "true")
                .containsEntry("more files", "0")
                .containsEntry("more memory of the loop", "0")
                .containsKey("more resident KiB");
        assertThat(Long.parseLong(printed.get("more resident KiB"))).isLessThan(KIBIBYTES_OF_THE_COMPILER);
    }
}
