package io.juvloop.bindings.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.LibUv;
import io.juvloop.bindings.UvVersion;
import io.juvloop.bindings.gen.uv_h;
import org.junit.jupiter.api.Test;

/// The version, as two bindings of one library report it.
class VersionAgainstJnaTest {
    private final JnaUv jna = JnaUv.ofTheBindings();

    @Test
    void bothReadTheSameNumber() {
        int packed = jna.uv_version();
        UvVersion version = LibUv.require().version();
        assertThat(uv_h.uv_version()).isEqualTo(packed);
        assertThat(version).isEqualTo(new UvVersion(packed >> 16, packed >> 8 & 0xff, packed & 0xff));
    }

    @Test
    void numberIsTheOneOfTheText() {
        assertThat(jna.uv_version_string()).startsWith(LibUv.require().version().toString());
        assertThat(uv_h.uv_version_string().getString(0)).isEqualTo(jna.uv_version_string());
    }
}
