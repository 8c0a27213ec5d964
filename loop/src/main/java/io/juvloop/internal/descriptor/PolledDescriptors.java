package io.juvloop.internal.descriptor;

import io.juvloop.Handle;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvHandle;
import io.juvloop.internal.core.Attempts;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The descriptors that one loop polls, by number. Only this class creates polls, because libuv aborts the
/// process for a second poll of the same descriptor, or for a poll of a stream's descriptor.
///
/// Loop thread only. Lives as long as the loop.
public final class PolledDescriptors {
    private static final Set<String> REFUSALS = Set.of("EBADF", "EPERM", "EEXIST", "ENOTSOCK", "EINVAL", "ENOTSUP");

    private final LoopCore core;
    private final UncheckedPolls fresh;
    private final Map<Long, PolledDescriptor> byNumber = new ConcurrentHashMap<>(); // read by any thread

    PolledDescriptors(LoopCore core) {
        this.core = core;
        fresh = new UncheckedPolls(core);
        core.atClose(this::endAll);
    }

    LoopCore core() {
        return core;
    }

    UncheckedPolls fresh() {
        return fresh;
    }

    // --- Callbacks

    /// Runs a callback when a descriptor is ready.
    Handle add(long number, Direction direction, Runnable callback) {
        return open(number).add(direction, callback);
    }

    /// Removes a callback.
    boolean remove(long number, Direction direction) {
        PolledDescriptor polled = byNumber.get(number);
        return polled != null && polled.remove(direction);
    }

    // --- The table

    /// The poll of a descriptor, if it has one. A descriptor that was closed without notice is detected here,
    /// so that the new file with its number is not taken for the old one.
    public @Nullable PolledDescriptor find(long number) {
        PolledDescriptor known = byNumber.get(number);
        if (known != null) {
            known.endIfGone();
        }
        return byNumber.get(number);
    }

    /// The poll of a descriptor, created if it has none.
    ///
    /// @throws IllegalArgumentException if it is not open, is a regular file, or belongs to another part of the
    ///   loop
    public PolledDescriptor open(long number) {
        PolledDescriptor known = find(number);
        if (known != null) {
            return known;
        }
        requireUnowned(number);
        try {
            PolledDescriptor made = new PolledDescriptor(this, number);
            byNumber.put(number, made);
            return made;
        } catch (UvFailure failure) {
            throw refusal(number, failure);
        }
    }

    /// Throws if a descriptor belongs to a transport or another part of the loop.
    ///
    /// @throws IllegalArgumentException if it does, or is not a possible descriptor
    public void requireUnowned(long number) {
        if (number < 0 || (number > Integer.MAX_VALUE && !Platform.current().isWindows())) {
            throw new IllegalArgumentException("not the number of a descriptor: " + number);
        }
        UvHandle owner = core.uv().ownerOf(number).orElse(null);
        if (owner != null) {
            throw new IllegalArgumentException("descriptor " + number + " belongs to " + owner.owner());
        }
    }

    private static RuntimeException refusal(long number, UvFailure failure) {
        var cause = UvErrorMapping.toException(failure, "descriptor " + number);
        String name = UvErrors.name(failure.code());
        if (!REFUSALS.contains(name)) {
            return new UncheckedIOException(cause);
        }
        String why = switch (name) {
            case "EBADF" -> " is not open";
            case "EPERM" -> " cannot be watched: a file is always ready";
            case "EEXIST" -> " belongs to the loop itself";
            default -> " cannot be watched";
        };
        return new IllegalArgumentException("descriptor " + number + why, cause);
    }

    void forget(PolledDescriptor polled) {
        byNumber.remove(polled.number(), polled);
    }

    /// Whether a descriptor is polled. Any thread.
    public boolean isPolled(long number) {
        return byNumber.containsKey(number);
    }

    /// Stops polling a descriptor, whatever its listeners.
    public void end(long number) {
        PolledDescriptor polled = byNumber.get(number);
        if (polled != null) {
            polled.end();
        }
    }

    private void endAll() {
        Attempts attempts = new Attempts();
        List.copyOf(byNumber.values()).forEach(polled -> attempts.attempt(polled::end));
        attempts.throwFirst();
    }
}
