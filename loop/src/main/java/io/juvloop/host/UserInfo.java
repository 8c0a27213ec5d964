package io.juvloop.host;

import java.nio.file.Path;
import java.util.Objects;

/// A user of this machine.
///
/// Any thread. Immutable. See [uv_passwd_t](https://docs.libuv.org/en/v1.x/misc.html#c.uv_passwd_t).
///
/// @param name the name of the user
/// @param uid the user ID, -1 on Windows
/// @param gid the ID of the user's primary group, -1 on Windows
/// @param shell the login shell; empty on Windows
/// @param home the home directory
public record UserInfo(String name, long uid, long gid, String shell, Path home) {
    /// Checks that no required component is null.
    public UserInfo {
        Objects.requireNonNull(name, "the name is null");
        Objects.requireNonNull(shell, "the shell is null");
        Objects.requireNonNull(home, "the home is null");
    }
}
