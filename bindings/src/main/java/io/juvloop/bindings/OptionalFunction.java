package io.juvloop.bindings;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/// The functions of libuv that are newer than [UvVersion#FLOOR], each with its first version.
///
/// The library's symbols say whether a function can be called; the version is only for the error. A call without
/// [#require] would end in a linkage error without a useful message.
///
/// Any thread. Constants. See [the change log](https://github.com/libuv/libuv/blob/v1.x/ChangeLog).
public enum OptionalFunction {
    /// A clock of the system, with nanoseconds.
    CLOCK_GETTIME(45),
    /// The number of processors in an affinity mask.
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
    /// Binds a pipe to a name that may contain NULs and must not be truncated.
    PIPE_BIND2(46),
    /// Connects a pipe to a name that may contain NULs and must not be truncated.
    PIPE_CONNECT2(46),
    /// The priority of a thread.
    THREAD_GETPRIORITY(48),
    /// Sets the priority of a thread.
    THREAD_SETPRIORITY(48),
    /// The length of UTF-16, ill-formed or not, as WTF-8.
    UTF16_LENGTH_AS_WTF8(49),
    /// UTF-16, ill-formed or not, to WTF-8.
    UTF16_TO_WTF8(49),
    /// The length of WTF-8 as UTF-16.
    WTF8_LENGTH_AS_UTF16(49),
    /// WTF-8 to UTF-16.
    WTF8_TO_UTF16(49),
    /// Sends several datagrams at once.
    UDP_TRY_SEND2(50),
    /// The resource usage of one thread.
    GETRUSAGE_THREAD(50),
    /// Detaches a thread.
    THREAD_DETACH(50),
    /// Names the calling thread.
    THREAD_SETNAME(50),
    /// The name of a thread.
    THREAD_GETNAME(50),
    /// Keep-alive probes with their intervals.
    TCP_KEEPALIVE_EX(52),
    /// Adopts a datagram socket, with flags.
    UDP_OPEN_EX(52),
    /// How much of a write was sent before it failed.
    WRITE_NWRITTEN(53);

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
        return LibUv.require().symbols().find(functionName()).isPresent();
    }

    /// Throws unless the running libuv has it.
    ///
    /// @throws UnsupportedOperationException if the running libuv is too old, naming the version that is needed
    public void require() {
        if (!isPresent()) {
            throw new UnsupportedOperationException(functionName() + " needs libuv " + since() + "; this is "
                    + LibUv.require().version());
        }
    }

    /// Links it by hand, for functions that the generated bindings do not have.
    MethodHandle link(FunctionDescriptor descriptor) {
        require();
        MemorySegment function = LibUv.require().symbols().findOrThrow(functionName());
        return Linker.nativeLinker().downcallHandle(function, descriptor);
    }
}
