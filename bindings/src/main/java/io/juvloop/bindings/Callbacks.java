package io.juvloop.bindings;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// libuv's way back into Java: the targets of the upcall stubs, one for each kind of [Callback].
///
/// A callback only records an event in the [RecordedEvents] of its loop and returns, because libuv is still
/// running. Data that libuv keeps only during the callback is copied. The loop is found by the word in the native
/// block (see [UvObject]). Every target catches every Throwable, because an exception that leaves an upcall ends
/// the JVM.
///
/// Called inside `uv_run` only, on the thread that runs the loop.
final class Callbacks {
    private Callbacks() {}

    private static long word(long address) {
        return Memory.getLong(address + Abi.DATA);
    }

    private static @Nullable Driver driver(long word) {
        UvLoop loop = UvLoop.byId(SlotTable.loopId(word));
        return loop == null ? null : loop.driver();
    }

    private static @Nullable UvObject find(long word) {
        UvLoop loop = UvLoop.byId(SlotTable.loopId(word));
        return loop == null ? null : loop.slots().find(word);
    }

    private static void record(EventKind kind, long address, long first, long second) {
        record(kind, address, first, second, null);
    }

    private static void record(EventKind kind, long address, long first, long second, @Nullable Object attachment) {
        long word = word(address);
        Driver driver = driver(word);
        if (driver != null) {
            driver.events().add(kind, word, first, second, attachment);
        }
    }

    private static void recordedNow(long handle) {
        Driver driver = driver(word(handle));
        if (driver != null) {
            driver.recordedNow();
        }
    }

    /// An event was lost; the loop reports that once it is out of libuv.
    private static void failed(long address, Throwable thrown) {
        try {
            Driver driver = driver(word(address));
            if (driver != null) {
                driver.broken(thrown);
            }
        } catch (Throwable hopeless) {
            thrown.addSuppressed(hopeless);
        }
    }

    /// `uv_alloc_cb`: leaving the buffer empty makes libuv report ENOBUFS to the read callback.
    static void alloc(long handle, long suggestedSize, long buf) {
        try {
            Abi.putBuffer(buf, 0, 0);
            UvObject asker = find(word(handle));
            if (asker instanceof UvStream stream) {
                stream.provide(buf);
            } else if (asker instanceof UvUdp socket) {
                socket.provide(buf);
            }
        } catch (Throwable thrown) {
            failed(handle, thrown);
        }
    }

    /// `uv_read_cb`: a count of zero means "again", and ENOBUFS that the memory for this run was full.
    static void read(long handle, long count, long buf) {
        try {
            if (count != 0 && count != UvErrors.ENOBUFS && find(word(handle)) instanceof UvStream stream) {
                long from = Abi.base(buf);
                record(EventKind.READ, handle, from, stream.keep(from, count));
            }
        } catch (Throwable thrown) {
            failed(handle, thrown);
        }
    }

    /// `uv_timer_cb` and `uv_async_cb`, which say only which handle it was.
    static void event(long handle) {
        try {
            if (find(word(handle)) instanceof UvEventHandle target) {
                target.fired();
            }
            record(EventKind.EVENT, handle, 0, 0);
            recordedNow(handle);
        } catch (Throwable thrown) {
            failed(handle, thrown);
        }
    }

    /// `uv_close_cb`: from here on the block is ours.
    static void close(long handle) {
        try {
            record(EventKind.CLOSE, handle, 0, 0);
        } catch (Throwable thrown) {
            failed(handle, thrown);
        }
    }

    /// `uv_connection_cb`.
    static void connection(long handle, int status) {
        try {
            record(EventKind.CONNECTION, handle, status, 0);
        } catch (Throwable thrown) {
            failed(handle, thrown);
        }
    }

    /// `uv_poll_cb`.
    static void poll(long handle, int status, int events) {
        try {
            record(EventKind.POLL, handle, status, events);
        } catch (Throwable thrown) {
            failed(handle, thrown);
        }
    }

    /// `uv_write_cb`, `uv_connect_cb`, `uv_shutdown_cb` and `uv_udp_send_cb`, which all say only how the
    /// request ended.
    static void done(long request, int status) {
        try {
            record(EventKind.DONE, request, status, 0);
        } catch (Throwable thrown) {
            failed(request, thrown);
        }
    }

    /// `uv_getaddrinfo_cb`: the list is ours to free, even after the lookup was abandoned.
    static void resolved(long request, int status, long list) {
        try {
            record(EventKind.RESOLVED, request, status, list);
        } catch (Throwable thrown) {
            failed(request, thrown);
        }
    }

    /// `uv_getnameinfo_cb`: the texts lie in the request's own block.
    static void named(long request, int status, long host, long service) {
        try {
            if (find(word(request)) instanceof NameLookup lookup) {
                lookup.textsAt(host, service);
            }
            record(EventKind.NAMED, request, status, 0);
        } catch (Throwable thrown) {
            failed(request, thrown);
        }
    }

    /// `uv_random_cb`.
    static void random(long request, int status, long bytes, long length) {
        try {
            record(EventKind.RANDOM, request, status, 0);
        } catch (Throwable thrown) {
            failed(request, thrown);
        }
    }

    /// `uv_fs_cb`.
    static void file(long request) {
        try {
            record(EventKind.FILE, request, 0, 0);
        } catch (Throwable thrown) {
            failed(request, thrown);
        }
    }

    /// `uv_udp_recv_cb`: a count of zero without an address means "nothing more for now", as does ENOBUFS.
    static void received(long handle, long count, long buf, long sender, int flags) {
        try {
            boolean isDatagram = sender != 0 && (flags & UvUdp.END_OF_BATCH) == 0;
            if ((isDatagram || count < 0) && count != UvErrors.ENOBUFS && find(word(handle)) instanceof UvUdp socket) {
                SocketAddress from = count < 0 ? null : socket.sender(sender);
                socket.keep(Abi.base(buf), Math.max(count, 0));
                record(EventKind.RECEIVED, handle, Abi.base(buf), UvUdp.pack(count, flags), from);
            }
        } catch (Throwable thrown) {
            failed(handle, thrown);
        }
    }

    /// `uv_exit_cb`: from here on the child's number may belong to another process.
    static void exit(long handle, long status, int signal) {
        try {
            if (find(word(handle)) instanceof UvProcess child) {
                child.waitedFor();
            }
            record(EventKind.EXIT, handle, status, signal);
        } catch (Throwable thrown) {
            failed(handle, thrown);
        }
    }

    /// `uv_signal_cb`.
    static void signal(long handle, int number) {
        try {
            record(EventKind.SIGNAL, handle, number, 0);
        } catch (Throwable thrown) {
            failed(handle, thrown);
        }
    }

    /// `uv_fs_event_cb`.
    static void changed(long handle, long name, int events, int status) {
        try {
            record(EventKind.CHANGED, handle, events, status, name == 0 ? new byte[0] : Memory.stringBytes(name));
        } catch (Throwable thrown) {
            failed(handle, thrown);
        }
    }

    /// `uv_fs_poll_cb`.
    static void polled(long handle, int status, long previous, long current) {
        try {
            record(EventKind.POLLED, handle, status, 0, StatusChange.of(previous, current));
        } catch (Throwable thrown) {
            failed(handle, thrown);
        }
    }
}
