package io.juvloop.bindings;

import java.lang.invoke.MethodHandle;
import java.util.Locale;

/// The functions of libuv that are newer than [UvVersion#FLOOR], each with its first version.
///
/// The library's symbols say whether a function can be called; the version is only for the error. A call without
/// [#require] would end in a linkage error without a useful message.
///
/// Any thread. Constants. See [the change log](https://github.com/libuv/libuv/blob/v1.x/ChangeLog).
public enum OptionalFunction {
    /// How many processors a mask must have room for.
    CPUMASK_SIZE(45),
    /// How much more memory this process may use.
    GET_AVAILABLE_MEMORY(45),
    /// How many iterations a loop has made, and how many events it has seen.
    METRICS_INFO(45),
    /// A user by number.
    OS_GET_PASSWD2(45),
    /// A group by number.
    OS_GET_GROUP(45),
    /// Frees a group.
    OS_FREE_GROUP(45),
    /// The processors a thread may run on.
    THREAD_GETAFFINITY(45),
    /// Sets the processors a thread may run on.
    THREAD_SETAFFINITY(45),
    /// The processor the calling thread runs on.
    THREAD_GETCPU(45),
    /// The priority of a thread.
    THREAD_GETPRIORITY(48),
    /// Sets the priority of a thread.
    THREAD_SETPRIORITY(48),
    /// Sends several datagrams at once.
    UDP_TRY_SEND2(50),
    /// The resource usage of one thread.
    GETRUSAGE_THREAD(50),
    /// Names the calling thread.
    THREAD_SETNAME(50),
    /// Probes of an idle peer, with their intervals.
    TCP_KEEPALIVE_EX(52),
    /// Takes over a datagram socket, with flags.
    UDP_OPEN_EX(52);

    private final int minor;

    OptionalFunction(int minor) {
        this.minor = minor;
    }

    /// Returns libuv's name of the function.
    ///
    /// @return such as `uv_clock_gettime`
    public String functionName() {
        return "uv_" + name().toLowerCase(Locale.ROOT);
    }

    /// Returns the first version that has it.
    ///
    /// @return the version
    public UvVersion since() {
        return new UvVersion(1, minor, 0);
    }

    /// Whether the running libuv has it.
    ///
    /// @return true if it can be called
    public boolean isPresent() {
        return LibUv.loaded().symbols().find(functionName()).isPresent();
    }

    /// Throws unless the running libuv has it.
    ///
    /// @throws UnsupportedOperationException if the running libuv is too old, naming the version that is needed
    public void require() {
        if (!isPresent()) {
            throw new UnsupportedOperationException(functionName() + " needs libuv " + since() + "; this is "
                    + LibUv.loaded().version());
        }
    }

    /// Links it by hand, as [Downcalls#UNIFORM], for functions that the generated bindings do not have.
    MethodHandle link() {
        require();
        return Downcalls.link(functionName());
    }
}
