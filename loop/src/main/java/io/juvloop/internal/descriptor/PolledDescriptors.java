package io.juvloop.internal.descriptor;

import io.juvloop.Handle;
import io.juvloop.bindings.Host;
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

/// The descriptors that one loop polls, by number: the only place that makes polls, because a second one for the
/// same descriptor, or one for a descriptor of a stream, would have libuv end the process.
///
/// Loop thread only. Lives as long as the loop.
public final class PolledDescriptors {
    private static final Set<String> REFUSALS = Set.of("EBADF", "EPERM", "EEXIST", "ENOTSOCK", "EINVAL", "ENOTSUP");

    private final LoopCore core;
    private final FreshPolls fresh;
    private final Map<Long, PolledDescriptor> byNumber = new ConcurrentHashMap<>(); // asked by any thread

    PolledDescriptors(LoopCore core) {
        this.core = core;
        fresh = new FreshPolls(core);
        core.atClose(this::endAll);
    }

    LoopCore core() {
        return core;
    }

    FreshPolls fresh() {
        return fresh;
    }

    // --- Callbacks

    /// Has a callback told when a descriptor is ready.
    Handle add(long number, Direction direction, Runnable callback) {
        return open(number).add(direction, callback);
    }

    /// Has no callback told any more.
    boolean remove(long number, Direction direction) {
        PolledDescriptor polled = byNumber.get(number);
        return polled != null && polled.remove(direction);
    }

    // --- The table

    /// What is polled of a number, if it is. What was closed without a word is noticed here, so that nobody who has
    /// the number now is taken for who had it before.
    public @Nullable PolledDescriptor find(long number) {
        PolledDescriptor known = byNumber.get(number);
        if (known != null) {
            known.endIfGone();
        }
        return byNumber.get(number);
    }

    /// What is polled of a number, from now on if it was not.
    ///
    /// @throws IllegalArgumentException if it is not open, is a file, or belongs to something else in the loop
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

    /// Refuses a descriptor that belongs to a transport or anything else of the loop's.
    ///
    /// @throws IllegalArgumentException if it does, or cannot be a number of a descriptor
    public void requireUnowned(long number) {
        if (number < 0 || (number > Integer.MAX_VALUE && !Host.current().isWindows())) {
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

    /// Whether a number is polled. Any thread.
    public boolean isPolled(long number) {
        return byNumber.containsKey(number);
    }

    /// Polls a number no more, whoever is told of it.
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
