package io.juvloop.host;

import java.util.List;
import java.util.Objects;

/// A group of users.
///
/// Any thread. Immutable. See [uv_group_t](https://docs.libuv.org/en/v1.x/misc.html#c.uv_group_t).
///
/// @param name the name of the group
/// @param gid the number of the group
/// @param members the names of its users
public record GroupInfo(String name, long gid, List<String> members) {
    /// Checks that no required component is null.
    public GroupInfo {
        Objects.requireNonNull(name, "the name is null");
        Objects.requireNonNull(members, "the members are null");
    }
}
