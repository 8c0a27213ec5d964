package io.juvloop.host;

import java.util.Objects;

/// The name and version of the operating system.
///
/// Any thread. Immutable. See [uv_os_uname](https://docs.libuv.org/en/v1.x/misc.html#c.uv_os_uname).
///
/// @param name such as `Linux`
/// @param release such as `6.1.0-18-amd64`
/// @param version the build version
/// @param machine such as `x86_64`
public record SystemName(String name, String release, String version, String machine) {
    /// Checks that no required component is null.
    public SystemName {
        Objects.requireNonNull(name, "the name is null");
        Objects.requireNonNull(release, "the release is null");
        Objects.requireNonNull(version, "the version is null");
        Objects.requireNonNull(machine, "the machine is null");
    }
}
