package io.juvloop.bindings.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.HandleType;
import io.juvloop.bindings.LibUv;
import io.juvloop.bindings.RequestType;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.gen.uv_h;
import io.juvloop.bindings.process.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// JNA where the bindings are denied native access: it still works, and reports the same as the bindings do where
/// they have access.
///
/// JNA loads its own library, which Java 25 counts as native access of JNA's module. On the class path that
/// module is `ALL-UNNAMED`, so bindings that are a module can be denied what JNA is allowed.
class RefusedNativeAccessTest {
    private static final String DENY = "--illegal-native-access=deny";

    @Test
    void jnaWorksAndTellsWhatTheBindingsWouldTell() throws IOException, InterruptedException {
        String out = ChildJvm.onModulePath()
                .withLibuvOfTheTests()
                .with(DENY, "--enable-native-access=ALL-UNNAMED")
                .run(JnaProbe.class, LibUv.require().path())
                .withoutComplaint()
                .out();
        assertThat(out.lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("FFM is refused: native access is denied to juvloop's bindings (")
                        .endsWith("--enable-native-access=io.juvloop.bindings"));
        assertThat(out.lines().skip(1)).containsExactlyElementsOf(whatTheBindingsTell());
    }

    @Test
    void jnaOfTheClassPathNeedsTheAccessOfAllUnnamedModules() throws IOException, InterruptedException {
        ChildJvm.Result result = ChildJvm.onModulePath()
                .withLibuvOfTheTests()
                .with(DENY, "--enable-native-access=io.juvloop.bindings")
                .run(JnaProbe.class, LibUv.require().path());
        assertThat(result.exit()).isNotZero();
        assertThat(result.out().lines()).containsExactly("FFM is allowed");
        assertThat(result.err()).contains("IllegalCallerException", "com.sun.jna.Native");
    }

    private static List<String> whatTheBindingsTell() {
        List<String> lines = new ArrayList<>();
        lines.add("version=" + uv_h.uv_version());
        lines.add("loop=" + uv_h.uv_loop_size());
        for (int type = 1; type < JnaTypes.HANDLES.size(); type++) {
            lines.add(JnaTypes.HANDLES.get(type) + "=" + uv_h.uv_handle_size(type));
        }
        for (int type = 1; type < JnaTypes.REQUESTS.size(); type++) {
            lines.add(JnaTypes.REQUESTS.get(type) + "=" + uv_h.uv_req_size(type));
        }
        for (int errno = 1; errno < 40; errno++) {
            int code = uv_h.uv_translate_sys_error(errno);
            if (!UvErrors.name(code).startsWith("UNKNOWN ")) {
                lines.add(UvErrors.name(code) + "=" + code + ", " + UvErrors.text(code));
            }
        }
        assertThat(lines)
                .contains("TCP=" + HandleType.TCP.size(), "WRITE=" + RequestType.WRITE.size())
                .hasSizeGreaterThan(50);
        return lines;
    }
}
