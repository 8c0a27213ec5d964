package io.juvloop.bindings;

import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Delivers one recorded event to its handle or request.
///
/// The word in the record contains the generation of its slot, so an event is ignored once its object is gone.
/// An error that comes before its object takes the event loses nothing: the event is delivered again.
/// Each object checks whether the event is still relevant: it may have been stopped or closed since.
///
/// Called where the loop dispatches, see [Driver].
final class Dispatch {
    private Dispatch() {}

    static void dispatch(UvLoop loop, RecordedEvents event) {
        UvObject target = null;
        boolean isFound = false;
        try {
            target = loop.slots().find(event.word());
            isFound = true;
            if (target != null) {
                target.isTaking = false;
            }
            deliver(target, event);
        } catch (Throwable thrown) {
            if (!isFound) {
                deliver(loop.slots().find(event.word()), event);
            } else if (target != null && !target.isTaking) {
                deliver(target, event);
            }
            throw thrown;
        }
    }

    private static void deliver(@Nullable UvObject target, RecordedEvents event) {
        if (target == null) {
            ignore(event.kind(), event);
            return;
        }
        if (target instanceof UvHandle handle) {
            toHandle(handle, event.kind(), event);
        } else {
            toRequest((UvRequest) target, event.kind(), event);
        }
    }

    /// Releases what an event carries if its object is gone.
    private static void ignore(EventKind kind, RecordedEvents event) {
        if (kind == EventKind.RESOLVED) {
            AddressLookup.free(event.second());
        }
    }

    private static void toHandle(UvHandle handle, EventKind kind, RecordedEvents event) {
        switch (kind) {
            case READ -> ((UvStream) handle).read(event.first(), event.second());
            case EVENT -> ((UvEventHandle) handle).fire();
            case CLOSE -> handle.closed();
            case CONNECTION -> ((UvStream) handle).connectionCame((int) event.first());
            case POLL -> polled((PolledHandle) handle, (int) event.first(), (int) event.second());
            case RECEIVED -> received((UvUdp) handle, event);
            case EXIT -> ((UvProcess) handle).exited(event.first(), (int) event.second());
            case SIGNAL -> ((UvSignal) handle).fire((int) event.first());
            case CHANGED -> changed((UvFsEvent) handle, event);
            case POLLED -> polled((UvFsPoll) handle, event);
            default -> throw new AssertionError("no handle has an event of the kind " + kind);
        }
    }

    private static void polled(PolledHandle handle, int status, int events) {
        if (handle instanceof UvPoll poll) {
            poll.recorded(status, events);
        } else if (handle.isOpen()) {
            handle.pollRefused(status);
        }
    }

    private static void received(UvUdp socket, RecordedEvents event) {
        SocketAddress sender = (SocketAddress) event.attachment();
        socket.received(event.first(), event.second(), sender);
    }

    private static void changed(UvFsEvent watcher, RecordedEvents event) {
        byte[] name = (byte[]) Objects.requireNonNull(event.attachment());
        watcher.fire(name, (int) event.first(), (int) event.second());
    }

    private static void polled(UvFsPoll watcher, RecordedEvents event) {
        StatusChange change = (StatusChange) Objects.requireNonNull(event.attachment());
        watcher.fire((int) event.first(), change);
    }

    private static void toRequest(UvRequest request, EventKind kind, RecordedEvents event) {
        int status = (int) event.first();
        switch (kind) {
            case DONE -> request.done(status);
            case RESOLVED -> ((AddressLookup) request).resolved(status, event.second());
            case NAMED -> ((NameLookup) request).named(status);
            case RANDOM -> ((RandomRequest) request).gathered(status);
            case FILE -> ((FsRequest) request).completed();
            default -> throw new AssertionError("no request has an event of the kind " + kind);
        }
    }
}
