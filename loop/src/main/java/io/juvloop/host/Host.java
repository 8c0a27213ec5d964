package io.juvloop.host;

import io.juvloop.bindings.HostCpus;
import io.juvloop.bindings.HostInterfaces;
import io.juvloop.bindings.HostProcess;
import io.juvloop.bindings.HostSystem;
import io.juvloop.bindings.HostUsers;
import io.juvloop.bindings.LibUv;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.Features;
import io.juvloop.internal.host.HostErrors;
import io.juvloop.internal.host.Usages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Information about this process and this machine, queried at each call.
///
/// Any thread; no method waits for more than the system's own files. If the system refuses, a method throws an
/// [java.io.UncheckedIOException] with an [io.juvloop.UvException] as the cause of its cause; if libuv cannot
/// be loaded, an [io.juvloop.UnavailableException].
///
/// See [Miscellaneous utilities](https://docs.libuv.org/en/v1.x/misc.html).
public final class Host {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final HexFormat WITH_COLONS = HexFormat.ofDelimiter(":");

    private Host() {}

    private static <T> T query(Supplier<T> query) {
        LibUv.require();
        return HostErrors.get(query);
    }

    // --- The network

    /// Returns the addresses of all network interfaces that are up. libuv's `uv_interface_addresses`.
    ///
    /// @return the addresses
    public static List<InterfaceAddress> interfaces() {
        return query(() -> HostInterfaces.list((name, internal, physical, address, netmask) ->
                new InterfaceAddress(name, internal, WITH_COLONS.formatHex(physical), address, netmask)));
    }

    /// Returns the name of this machine. libuv's `uv_os_gethostname`.
    ///
    /// @return the name
    public static String hostname() {
        return query(HostSystem::hostname);
    }

    // --- Processors

    /// Returns the processors of this machine. libuv's `uv_cpu_info`.
    ///
    /// @return the processors in the order of their numbers
    public static List<CpuInfo> cpus() {
        return query(() -> HostCpus.list((model, speed, user, nice, sys, idle, irq) -> new CpuInfo(
                model,
                speed,
                Duration.ofMillis(user),
                Duration.ofMillis(nice),
                Duration.ofMillis(sys),
                Duration.ofMillis(idle),
                Duration.ofMillis(irq))));
    }

    /// Returns the average number of runnable threads. libuv's `uv_loadavg`.
    ///
    /// @return the averages
    public static LoadAverage loadAverage() {
        double[] averages = query(HostCpus::loadAverage);
        return new LoadAverage(averages[0], averages[1], averages[2]);
    }

    // --- Memory

    /// Returns the memory that is unused or can be reclaimed at once. libuv's `uv_get_free_memory`.
    ///
    /// @return the number of bytes
    public static long freeMemory() {
        return query(HostSystem::freeMemory);
    }

    /// Returns the total memory of this machine. libuv's `uv_get_total_memory`.
    ///
    /// @return the number of bytes
    public static long totalMemory() {
        return query(HostSystem::totalMemory);
    }

    /// Returns the memory limit of this process, for example of its container. libuv's `uv_get_constrained_memory`.
    ///
    /// @return the number of bytes, unsigned; 0 if it is not known, a number beyond [#totalMemory] if there is
    ///   no limit
    public static long constrainedMemory() {
        return query(HostSystem::constrainedMemory);
    }

    /// Returns the memory that this process may still allocate. libuv's `uv_get_available_memory`.
    ///
    /// @return the number of bytes
    /// @throws UnsupportedOperationException without [Feature#AVAILABLE_MEMORY]
    public static long availableMemory() {
        Features.require(Feature.AVAILABLE_MEMORY);
        return query(HostSystem::availableMemory);
    }

    // --- The system

    /// Returns the name and version of the operating system. libuv's `uv_os_uname`.
    ///
    /// @return its names
    public static SystemName systemName() {
        List<String> names = query(HostSystem::uname);
        return new SystemName(names.get(0), names.get(1), names.get(2), names.get(3));
    }

    /// Returns the time since the system started. libuv's `uv_uptime`.
    ///
    /// @return the duration
    public static Duration uptime() {
        return Duration.ofNanos((long) (query(HostSystem::uptime) * NANOS_PER_SECOND));
    }

    // --- This process

    /// Returns the scheduling priority of a process. libuv's `uv_os_getpriority`.
    ///
    /// @param pid the process ID; 0 for this process
    /// @return the priority, from -20, the highest, to 19
    public static int priority(int pid) {
        return query(() -> HostProcess.priority(pid));
    }

    /// Sets the scheduling priority of a process. libuv's `uv_os_setpriority`.
    ///
    /// @param pid the process ID; 0 for this process
    /// @param priority from -20, the highest priority, to 19
    /// @throws IllegalArgumentException for another number
    public static void setPriority(int pid, int priority) {
        LibUv.require();
        HostErrors.run(() -> HostProcess.priority(pid, priority));
    }

    /// Returns the memory of this process that is not swapped out. libuv's `uv_resident_set_memory`.
    ///
    /// @return the number of bytes
    public static long residentSet() {
        return query(HostProcess::residentSet);
    }

    /// Returns the resources used by this process. libuv's `uv_getrusage`.
    ///
    /// @return the counters
    public static ResourceUsage resourceUsage() {
        return Usages.of(query(HostProcess::usage));
    }

    /// Returns the home directory of the user. libuv's `uv_os_homedir`.
    ///
    /// @return the directory
    public static Path homeDirectory() {
        return Path.of(query(HostProcess::home));
    }

    /// Returns the directory for temporary files. libuv's `uv_os_tmpdir`.
    ///
    /// @return the directory
    public static Path temporaryDirectory() {
        return Path.of(query(HostProcess::temporary));
    }

    // --- Users

    /// Returns the user of this process. libuv's `uv_os_get_passwd`.
    ///
    /// @return the user
    public static UserInfo user() {
        return info(query(HostUsers::current));
    }

    /// Returns a user by number. libuv's `uv_os_get_passwd2`.
    ///
    /// @param uid the number
    /// @return the user, or empty if there is none
    /// @throws UnsupportedOperationException without [Feature#USER_DATABASE]
    public static Optional<UserInfo> user(int uid) {
        Features.require(Feature.USER_DATABASE);
        return find(() -> HostUsers.user(uid)).map(Host::info);
    }

    private static UserInfo info(HostUsers.User user) {
        return new UserInfo(user.name(), user.uid(), user.gid(), user.shell(), Path.of(user.home()));
    }

    /// Returns a group by number. libuv's `uv_os_get_group`.
    ///
    /// @param gid the number
    /// @return the group, or empty if there is none
    /// @throws UnsupportedOperationException without [Feature#USER_DATABASE]
    public static Optional<GroupInfo> group(int gid) {
        Features.require(Feature.USER_DATABASE);
        return find(() -> HostUsers.group(gid)).map(group -> new GroupInfo(group.name(), group.gid(), group.members()));
    }

    private static <T> Optional<T> find(Supplier<T> query) {
        return query(() -> {
            try {
                return Optional.of(query.get());
            } catch (UvFailure failure) {
                if (UvErrors.name(failure.code()).equals("ENOENT")) {
                    return Optional.empty();
                }
                throw failure;
            }
        });
    }
}
