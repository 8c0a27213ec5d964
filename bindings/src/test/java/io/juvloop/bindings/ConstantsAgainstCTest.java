package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.gen.uv_h;
import io.juvloop.bindings.process.LayoutCheck;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// libuv's enum members: as generated, as the C compiler has them, and as the hand-written classes repeat them.
class ConstantsAgainstCTest {
    @Test
    void generatedConstantsAreThoseOfC() throws IOException, InterruptedException {
        Map<String, Long> said = LayoutCheck.numbers("const.UV_");
        assertThat(said).hasSizeGreaterThan(15).containsKeys("RUN_DEFAULT", "TCP_IPV6ONLY", "READABLE");
        assertThat(generated(said)).isEqualTo(said);
    }

    @Test
    void generatedTypesOfHandlesAreThoseOfC() throws IOException, InterruptedException {
        Map<String, Long> said = LayoutCheck.numbers("handle.type.");
        said.remove("HANDLE_TYPE_MAX"); // grows with the version, so it is not bound
        assertThat(said).containsKeys("TCP", "UNKNOWN_HANDLE");
        assertThat(generated(said)).isEqualTo(said);
    }

    @Test
    void generatedTypesOfRequestsAreThoseOfC() throws IOException, InterruptedException {
        Map<String, Long> said = LayoutCheck.numbers("req.type.");
        said.remove("REQ_TYPE_MAX");
        assertThat(said).containsKeys("WRITE", "UNKNOWN_REQ");
        assertThat(generated(said)).isEqualTo(said);
    }

    @Test
    void handWrittenConstantsAreTheGeneratedOnes() {
        assertThat(UvLoop.RUN_DEFAULT).isEqualTo(uv_h.UV_RUN_DEFAULT());
        assertThat(UvLoop.RUN_NOWAIT).isEqualTo(uv_h.UV_RUN_NOWAIT());
        assertThat(UvTcp.IPV6_ONLY).isEqualTo(uv_h.UV_TCP_IPV6ONLY());
        assertThat(UvUdp.IPV6_ONLY).isEqualTo(uv_h.UV_UDP_IPV6ONLY());
        assertThat(UvUdp.PARTIAL).isEqualTo(uv_h.UV_UDP_PARTIAL());
    }

    private static Map<String, Long> generated(Map<String, Long> names) {
        Map<String, Long> values = new TreeMap<>();
        names.keySet().forEach(name -> values.put(name, generated(name)));
        return values;
    }

    private static long generated(String name) {
        try {
            return (int) uv_h.class.getMethod("UV_" + name).invoke(null);
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError("UV_" + name + " is not bound", missing);
        }
    }
}
