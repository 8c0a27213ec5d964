package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.process.LayoutCheck;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The fields of a process's options are where the C compiler puts them.
class ProcessLayoutTest {
    private static final Map<String, Integer> OFFSETS = Map.ofEntries(
            Map.entry("exit_cb", ProcessLayout.EXIT),
            Map.entry("file", ProcessLayout.FILE),
            Map.entry("args", ProcessLayout.ARGS),
            Map.entry("env", ProcessLayout.ENV),
            Map.entry("cwd", ProcessLayout.CWD),
            Map.entry("flags", ProcessLayout.FLAGS),
            Map.entry("stdio_count", ProcessLayout.STDIO_COUNT),
            Map.entry("stdio", ProcessLayout.STDIO),
            Map.entry("uid", ProcessLayout.UID));

    @Test
    void offsetsAreThoseOfTheCompiler() throws IOException, InterruptedException {
        Map<String, String> said = LayoutCheck.facts();
        OFFSETS.forEach((field, offset) ->
                assertThat(said).containsEntry("uv_process_options_t." + field + ".offset", "" + offset));
        if (!Host.current().isWindows()) {
            assertThat(said).containsEntry("uv_process_options_t.gid.offset", "" + ProcessLayout.GID);
        }
        assertThat(said)
                .containsEntry("uv_process_options_t.size", "" + ProcessLayout.SIZE)
                .containsEntry("uv_stdio_container_t.size", "" + ProcessLayout.STDIO_SIZE)
                .containsEntry("uv_stdio_container_t.flags.offset", "" + ProcessLayout.STDIO_FLAGS)
                .containsEntry("uv_stdio_container_t.data.offset", "" + ProcessLayout.STDIO_DATA);
    }
}
