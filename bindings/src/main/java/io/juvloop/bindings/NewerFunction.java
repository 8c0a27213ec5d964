package io.juvloop.bindings;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/// The functions of libuv that are newer than [UvVersion#FLOOR], each with the version that brought it.
///
/// Whether one can be called is asked of the library itself, by its symbol; the version is what an error names. A
/// call past [#require] would end in a linkage error that says nothing to the user.
///
/// Any thread. Constants. See [the change log](https://github.com/libuv/libuv/blob/v1.x/ChangeLog).
public enum NewerFunction {
    /// A clock of the system, with nanoseconds.
    CLOCK_GETTIME(45),
    /// How many processors a mask must have room for.
    CPUMASK_SIZE(45),
    /// Memory that this process may still take.
    GET_AVAILABLE_MEMORY(45),
    /// How many turns a loop has made, and how many events it has seen.
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
    /// Binds a pipe to a name that may have NULs and must not be cut.
    PIPE_BIND2(46),
    /// Connects a pipe to a name that may have NULs and must not be cut.
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
    /// What one thread has used up.
    GETRUSAGE_THREAD(50),
    /// Lets a thread end by itself.
    THREAD_DETACH(50),
    /// Names the calling thread.
    THREAD_SETNAME(50),
    /// The name of a thread.
    THREAD_GETNAME(50),
    /// Probes of an idle peer, with their intervals.
    TCP_KEEPALIVE_EX(52),
    /// Takes over a datagram socket, with flags.
    UDP_OPEN_EX(52),
    /// How much of a write went out before it failed.
    WRITE_NWRITTEN(53);

    private final int minor;

    NewerFunction(int minor) {
        this.minor = minor;
    }

    /// libuv's name of it.
    ///
    /// @return such as `uv_clock_gettime`
    public String functionName() {
        return "uv_" + name().toLowerCase(Locale.ROOT);
    }

    /// The version that brought it.
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

    /// Refuses to go on without it.
    ///
    /// @throws UnsupportedOperationException if the running libuv is too old, naming the version that is needed
    public void require() {
        if (!isPresent()) {
            throw new UnsupportedOperationException(functionName() + " needs libuv " + since() + "; this is "
                    + LibUv.require().version());
        }
    }

    /// Links it by hand, where the generated bindings do not have it.
    MethodHandle link(FunctionDescriptor descriptor) {
        require();
        MemorySegment function = LibUv.require().symbols().findOrThrow(functionName());
        return Linker.nativeLinker().downcallHandle(function, descriptor);
    }
}
