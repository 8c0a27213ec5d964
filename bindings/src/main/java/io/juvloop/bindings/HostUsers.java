package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// `uv_passwd_t` and `uv_group_t`: the user of this process, and other users and groups.
///
/// Any thread. Stateless. User and group numbers differ in width between platforms, so functions that take one by
/// value are linked by hand, except on Windows, which has none.
/// See [uv_os_get_passwd](https://docs.libuv.org/en/v1.x/misc.html#c.uv_os_get_passwd).
public final class HostUsers {
    private HostUsers() {}

    /// A user.
    ///
    /// @param name of the user
    /// @param uid the number, -1 where users have none
    /// @param gid the number of the user's group, -1 where groups have none
    /// @param shell empty where users have none
    /// @param home the folder
    public record User(String name, long uid, long gid, String shell, String home) {}

    /// A group.
    ///
    /// @param name of the group
    /// @param gid the number
    /// @param members names of users
    public record Group(String name, long gid, List<String> members) {}

    private static final class ByNumber {
        static final MethodHandle USER = OptionalFunction.OS_GET_PASSWD2.link();
        static final MethodHandle GROUP = OptionalFunction.OS_GET_GROUP.link();

        static int call(MethodHandle function, MemorySegment target, int number) {
            try {
                return (int) (long) function.invokeExact(target.address(), (long) number, 0L, 0L, 0L);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
        }
    }

    /// Returns the user of this process.
    ///
    /// @return the user
    public static User current() {
        return user("uv_os_get_passwd", uv_h::uv_os_get_passwd);
    }

    /// A user by number.
    ///
    /// @param uid the number
    /// @return the user
    /// @throws UnsupportedOperationException if this libuv, or the system, cannot report it
    public static User user(int uid) {
        OptionalFunction.OS_GET_PASSWD2.require();
        refuseWithoutNumbers();
        Linking.ensure(ByNumber.class);
        return user("uv_os_get_passwd2", target -> ByNumber.call(ByNumber.USER, target, uid));
    }

    /// A group by number.
    ///
    /// @param gid the number
    /// @return the group
    /// @throws UnsupportedOperationException if this libuv, or the system, cannot report it
    public static Group group(int gid) {
        OptionalFunction.OS_GET_GROUP.require();
        refuseWithoutNumbers();
        Linking.ensure(ByNumber.class);
        Linking.ensure("uv_os_free_group");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment group = arena.allocate(HostAbi.GROUP_SIZE, 8);
            UvFailure.check("uv_os_get_group", ByNumber.call(ByNumber.GROUP, group, gid));
            try {
                return readGroup(group.address());
            } finally {
                uv_h.uv_os_free_group(group);
            }
        }
    }

    private static void refuseWithoutNumbers() {
        if (Platform.current().isWindows()) {
            throw new UnsupportedOperationException("users and groups have no numbers on Windows");
        }
    }

    private static User user(String operation, ToIntFunction<MemorySegment> call) {
        Linking.ensure("uv_os_free_passwd");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment passwd = arena.allocate(HostAbi.PASSWD_SIZE, 8);
            UvFailure.check(operation, call.applyAsInt(passwd));
            try {
                return readUser(passwd.address());
            } finally {
                uv_h.uv_os_free_passwd(passwd);
            }
        }
    }

    private static User readUser(long at) {
        boolean numbered = !Platform.current().isWindows();
        return new User(
                text(at + HostAbi.PASSWD_USERNAME),
                numbered ? HostAbi.getLong(at + HostAbi.PASSWD_UID) : -1,
                numbered ? HostAbi.getLong(at + HostAbi.PASSWD_GID) : -1,
                text(at + HostAbi.PASSWD_SHELL),
                text(at + HostAbi.PASSWD_HOMEDIR));
    }

    private static Group readGroup(long at) {
        List<String> members = new ArrayList<>();
        long list = Memory.getLong(at + HostAbi.GROUP_MEMBERS);
        for (long entry = list; list != 0 && Memory.getLong(entry) != 0; entry += Long.BYTES) {
            members.add(text(entry));
        }
        return new Group(text(at + HostAbi.GROUP_NAME), HostAbi.getLong(at + HostAbi.GROUP_GID), List.copyOf(members));
    }

    private static String text(long pointer) {
        long address = Memory.getLong(pointer);
        return address == 0 ? "" : Memory.string(address);
    }
}
