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

    private static <T> T ask(Supplier<T> question) {
        LibUv.require();
        return HostErrors.ask(question);
    }

    // --- The network

    /// All addresses of all network interfaces that are up. libuv's `uv_interface_addresses`.
    ///
    /// @return one for each address
    public static List<InterfaceAddress> interfaces() {
        return ask(() -> HostInterfaces.list((name, internal, physical, address, netmask) ->
                new InterfaceAddress(name, internal, WITH_COLONS.formatHex(physical), address, netmask)));
    }

    /// The name of this machine. libuv's `uv_os_gethostname`.
    ///
    /// @return the name
    public static String hostname() {
        return ask(HostSystem::hostname);
    }

    // --- Processors

    /// The processors of this machine. libuv's `uv_cpu_info`.
    ///
    /// @return one for each, by number
    public static List<CpuInfo> cpus() {
        return ask(() -> HostCpus.list((model, speed, user, nice, sys, idle, irq) -> new CpuInfo(
                model,
                speed,
                Duration.ofMillis(user),
                Duration.ofMillis(nice),
                Duration.ofMillis(sys),
                Duration.ofMillis(idle),
                Duration.ofMillis(irq))));
    }

    /// How many threads wanted to run. libuv's `uv_loadavg`.
    ///
    /// @return the averages
    public static LoadAverage loadAverage() {
        double[] averages = ask(HostCpus::loadAverage);
        return new LoadAverage(averages[0], averages[1], averages[2]);
    }

    // --- Memory

    /// The memory that is unused or can be reclaimed at once. libuv's `uv_get_free_memory`.
    ///
    /// @return bytes
    public static long freeMemory() {
        return ask(HostSystem::freeMemory);
    }

    /// The total memory of this machine. libuv's `uv_get_total_memory`.
    ///
    /// @return bytes
    public static long totalMemory() {
        return ask(HostSystem::totalMemory);
    }

    /// The memory limit of this process, for example of its container. libuv's `uv_get_constrained_memory`.
    ///
    /// @return bytes, as an unsigned number; 0 if it is not known, a number beyond [#totalMemory] if there is
    ///   no limit
    public static long constrainedMemory() {
        return ask(HostSystem::constrainedMemory);
    }

    /// The memory that this process may still allocate. libuv's `uv_get_available_memory`.
    ///
    /// @return bytes
    /// @throws UnsupportedOperationException without [Feature#AVAILABLE_MEMORY]
    public static long availableMemory() {
        Features.require(Feature.AVAILABLE_MEMORY);
        return ask(HostSystem::availableMemory);
    }

    // --- The system

    /// The name and version of the operating system. libuv's `uv_os_uname`.
    ///
    /// @return its names
    public static SystemName systemName() {
        List<String> names = ask(HostSystem::uname);
        return new SystemName(names.get(0), names.get(1), names.get(2), names.get(3));
    }

    /// The time since the system started. libuv's `uv_uptime`.
    ///
    /// @return the duration
    public static Duration uptime() {
        return Duration.ofNanos((long) (ask(HostSystem::uptime) * NANOS_PER_SECOND));
    }

    // --- This process

    /// How willing a process is to let others run. libuv's `uv_os_getpriority`.
    ///
    /// @param pid the process ID; 0 for this process
    /// @return from -20, the highest priority, to 19
    public static int priority(int pid) {
        return ask(() -> HostProcess.priority(pid));
    }

    /// Sets the scheduling priority of a process. libuv's `uv_os_setpriority`.
    ///
    /// @param pid the process ID; 0 for this process
    /// @param priority from -20, the highest priority, to 19
    /// @throws IllegalArgumentException for another number
    public static void setPriority(int pid, int priority) {
        LibUv.require();
        HostErrors.tell(() -> HostProcess.priority(pid, priority));
    }

    /// The memory of this process that is not swapped out. libuv's `uv_resident_set_memory`.
    ///
    /// @return bytes
    public static long residentSet() {
        return ask(HostProcess::residentSet);
    }

    /// The resources used by this process. libuv's `uv_getrusage`.
    ///
    /// @return the counters
    public static ResourceUsage resourceUsage() {
        return Usages.of(ask(HostProcess::usage));
    }

    /// The user's folder. libuv's `uv_os_homedir`.
    ///
    /// @return the directory
    public static Path homeDirectory() {
        return Path.of(ask(HostProcess::home));
    }

    /// The directory for temporary files. libuv's `uv_os_tmpdir`.
    ///
    /// @return the directory
    public static Path temporaryDirectory() {
        return Path.of(ask(HostProcess::temporary));
    }

    // --- Users

    /// The user of this process. libuv's `uv_os_get_passwd`.
    ///
    /// @return the user
    public static UserInfo user() {
        return info(ask(HostUsers::current));
    }

    /// A user by number. libuv's `uv_os_get_passwd2`.
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

    /// A group by number. libuv's `uv_os_get_group`.
    ///
    /// @param gid the number
    /// @return the group, or empty if there is none
    /// @throws UnsupportedOperationException without [Feature#USER_DATABASE]
    public static Optional<GroupInfo> group(int gid) {
        Features.require(Feature.USER_DATABASE);
        return find(() -> HostUsers.group(gid)).map(group -> new GroupInfo(group.name(), group.gid(), group.members()));
    }

    private static <T> Optional<T> find(Supplier<T> question) {
        return ask(() -> {
            try {
                return Optional.of(question.get());
            } catch (UvFailure failure) {
                if (UvErrors.name(failure.code()).equals("ENOENT")) {
                    return Optional.empty();
                }
                throw failure;
            }
        });
    }
}
