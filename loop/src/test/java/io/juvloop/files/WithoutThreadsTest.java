package io.juvloop.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import io.juvloop.net.peer.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// libuv aborts the process if it cannot create its pool threads; a request that would make it do so fails
/// instead.
@EnabledOnOs(OS.LINUX)
class WithoutThreadsTest {
    /// An unused user ID, because the superuser has no limit; the user may read the classes, wherever they are.
    private static final List<String> ANOTHER_USER = List.of(
            "setpriv",
            "--reuid=54321",
            "--regid=54321",
            "--clear-groups",
            "--inh-caps=+dac_read_search",
            "--ambient-caps=+dac_read_search");

    @ParameterizedTest
    @ValueSource(strings = {"stat", "open", "getaddrinfo", "random", "watch"})
    void theFirstRequestFailsAndALaterOneSucceeds(String request) throws IOException, InterruptedException {
        boolean isSuperuser = Function.getFunction("c", "geteuid").invokeInt(new Object[0]) == 0;
        List<String> asWhom = isSuperuser ? ANOTHER_USER : List.of();
        List<String> lines = ChildJvm.run(asWhom, WithoutThreadsMain.class, request);
        assertThat(lines)
                .filteredOn(line -> line.matches("failed: .*|succeeded|survived"))
                .satisfiesExactly(
                        loaded -> assertThat(loaded).endsWith("classes are loaded"),
                        failed -> assertThat(failed).startsWith("failed: ").contains("EAGAIN"),
                        succeeded -> assertThat(succeeded).isEqualTo("succeeded"),
                        survived -> assertThat(survived).isEqualTo("survived"));
    }
}
