package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// libuv's way back into Java: one upcall stub per kind of callback, made at its first use, for the life of the
/// process.
///
/// A stub is machine code and dear; the Java object is found by the word in the native block (see [UvObject]).
/// Every target catches everything, because an exception that leaves an upcall ends the JVM.
///
/// Called on the loop's thread only.
final class Callbacks {
    private static final MemoryLayout P = JAVA_LONG;
    private static final MemoryLayout I = JAVA_INT;
    private static final AtomicInteger STUBS = new AtomicInteger();

    private Callbacks() {}

    static final class Alloc {
        static final long STUB = stub("alloc", P, P, P);
    }

    static final class Read {
        static final long STUB = stub("read", P, P, P);
    }

    static final class Event {
        static final long STUB = stub("event", P);
    }

    static final class Close {
        static final long STUB = stub("close", P);
    }

    static final class Connection {
        static final long STUB = stub("connection", P, I);
    }

    static final class Poll {
        static final long STUB = stub("poll", P, I, I);
    }

    static final class Done {
        static final long STUB = stub("done", P, I);
    }

    static final class Resolved {
        static final long STUB = stub("resolved", P, I, P);
    }

    static final class Named {
        static final long STUB = stub("named", P, I, P, P);
    }

    static final class Random {
        static final long STUB = stub("random", P, I, P, P);
    }

    static final class File {
        static final long STUB = stub("file", P);
    }

    static final class Received {
        static final long STUB = stub("received", P, P, P, P, I);
    }

    static final class Exit {
        static final long STUB = stub("exit", P, P, I);
    }

    static final class Signal {
        static final long STUB = stub("signal", P, I);
    }

    static final class Changed {
        static final long STUB = stub("changed", P, P, I, I);
    }

    static final class Polled {
        static final long STUB = stub("polled", P, I, P, P);
    }

    /// How many stubs exist in this process: bounded by the number of kinds, whatever the number of loops.
    static int stubCount() {
        return STUBS.get();
    }

    private static long stub(String target, MemoryLayout... parameters) {
        FunctionDescriptor descriptor = FunctionDescriptor.ofVoid(parameters);
        try {
            MethodHandle method = MethodHandles.lookup().findStatic(Callbacks.class, target, descriptor.toMethodType());
            MemorySegment stub = Linker.nativeLinker().upcallStub(method, descriptor, Arena.global());
            STUBS.incrementAndGet();
            return stub.address();
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("no callback target " + target, impossible);
        }
    }

    private static @Nullable UvObject find(long address) {
        long word = Memory.getLong(address + Abi.DATA);
        UvLoop loop = UvLoop.byId(SlotTable.loopId(word));
        return loop == null ? null : loop.slots().find(word);
    }

    /// `uv_alloc_cb`: leaving the buffer empty makes libuv report ENOBUFS to the read callback.
    static void alloc(long handle, long suggestedSize, long buf) {
        try {
            UvObject asker = find(handle);
            if (asker instanceof UvStream stream) {
                stream.provide(suggestedSize, buf);
            } else if (asker instanceof UvUdp socket) {
                socket.provide(suggestedSize, buf);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_read_cb`: a count of zero means "again" and is nobody's business.
    static void read(long handle, long count, long buf) {
        try {
            if (count != 0 && find(handle) instanceof UvStream stream) {
                if (count == UvErrors.EOF && Abi.base(buf) == 0 && stream.readsOn()) {
                    return;
                }
                stream.readEnded(count);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_timer_cb`, `uv_async_cb`, `uv_idle_cb`, `uv_prepare_cb` and `uv_check_cb`, which all say only which
    /// handle it was.
    static void event(long handle) {
        try {
            if (find(handle) instanceof UvEventHandle target) {
                target.fire();
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_close_cb`: from here on the block is ours again.
    static void close(long handle) {
        try {
            if (find(handle) instanceof UvHandle target) {
                target.closed();
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_connection_cb`.
    static void connection(long handle, int status) {
        try {
            if (find(handle) instanceof UvStream stream) {
                stream.events().onConnection(status);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_poll_cb`.
    static void poll(long handle, int status, int events) {
        try {
            if (find(handle) instanceof UvPoll target) {
                target.fire(status, events);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_write_cb`, `uv_connect_cb`, `uv_shutdown_cb` and `uv_udp_send_cb`, which all say only how the
    /// request ended.
    static void done(long request, int status) {
        try {
            if (find(request) instanceof UvRequest target) {
                target.done(status);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_getaddrinfo_cb`: the list is ours to free even if nobody waits any more.
    static void resolved(long request, int status, long list) {
        try {
            if (find(request) instanceof AddressLookup lookup) {
                lookup.resolved(status, list);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_getnameinfo_cb`.
    static void named(long request, int status, long host, long service) {
        try {
            if (find(request) instanceof NameLookup target) {
                target.named(status, host, service);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_random_cb`.
    static void random(long request, int status, long bytes, long length) {
        try {
            if (find(request) instanceof RandomRequest target) {
                target.gathered(status);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_fs_cb`.
    static void file(long request) {
        try {
            if (find(request) instanceof FsRequest target) {
                target.completed();
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_udp_recv_cb`: a count of zero without an address means "nothing more for now".
    static void received(long handle, long count, long buf, long sender, int flags) {
        try {
            if (find(handle) instanceof UvUdp target) {
                target.received(count, buf, sender, flags);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_exit_cb`.
    static void exit(long handle, long status, int signal) {
        try {
            if (find(handle) instanceof UvProcess target) {
                target.exited(status, signal);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_signal_cb`.
    static void signal(long handle, int number) {
        try {
            if (find(handle) instanceof UvSignal target) {
                target.fire(number);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_fs_event_cb`.
    static void changed(long handle, long name, int events, int status) {
        try {
            if (find(handle) instanceof UvFsEvent target) {
                target.fire(name, events, status);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }

    /// `uv_fs_poll_cb`.
    static void polled(long handle, int status, long previous, long current) {
        try {
            if (find(handle) instanceof UvFsPoll target) {
                target.fire(status, previous, current);
            }
        } catch (Throwable thrown) {
            UvLoop.escaped(thrown);
        }
    }
}
