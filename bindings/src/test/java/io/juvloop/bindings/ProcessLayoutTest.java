package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.process.LayoutCheck;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The fields of a process's options are where the C compiler puts them.
class ProcessLayoutTest {
    static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("SIZE", "uv_process_options_t.size"),
            Map.entry("EXIT", "uv_process_options_t.exit_cb.offset"),
            Map.entry("FILE", "uv_process_options_t.file.offset"),
            Map.entry("ARGS", "uv_process_options_t.args.offset"),
            Map.entry("ENV", "uv_process_options_t.env.offset"),
            Map.entry("CWD", "uv_process_options_t.cwd.offset"),
            Map.entry("FLAGS", "uv_process_options_t.flags.offset"),
            Map.entry("STDIO_COUNT", "uv_process_options_t.stdio_count.offset"),
            Map.entry("STDIO", "uv_process_options_t.stdio.offset"),
            Map.entry("UID", "uv_process_options_t.uid.offset"),
            Map.entry("STDIO_SIZE", "uv_stdio_container_t.size"),
            Map.entry("STDIO_FLAGS", "uv_stdio_container_t.flags.offset"),
            Map.entry("STDIO_DATA", "uv_stdio_container_t.data.offset"));

    @Test
    void offsetsAreThoseOfTheCompiler() throws IOException, InterruptedException, ReflectiveOperationException {
        Map<String, String> said = LayoutCheck.facts();
        for (Map.Entry<String, String> fact : KEYS.entrySet()) {
            int ours = ProcessLayout.class.getDeclaredField(fact.getKey()).getInt(null);
            assertThat(said).containsEntry(fact.getValue(), "" + ours);
        }
        if (!Platform.current().isWindows()) {
            assertThat(said).containsEntry("uv_process_options_t.gid.offset", "" + ProcessLayout.GID);
        }
    }
}
