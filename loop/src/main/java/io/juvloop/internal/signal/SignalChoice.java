package io.juvloop.internal.signal;

import io.juvloop.Signal;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.SignalNumbers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The signals that a program may handle. Excluded are those that the system reserves, and those that the JVM
/// or libuv need, most of which `SigCgt` in `/proc/self/status` shows.
///
/// Any thread. Stateless.
final class SignalChoice {
    /// The environment variable by which HotSpot suspends threads with another signal than USR2.
    private static final String SUSPENDING = "_JAVA_SR_SIGNUM";

    /// The JDK interrupts threads that wait for a channel with the third highest signal of Linux.
    private static final int BELOW_HIGHEST = 2;

    private SignalChoice() {}

    static void requireExisting(int number) {
        int highest = SignalNumbers.highest();
        if (number < 1 || number > highest) {
            throw new IllegalArgumentException("there is no signal " + number + "; they are 1 to " + highest);
        }
    }

    static void requireFree(int number) {
        requireExisting(number);
        String reason = Signal.of(number).map(SignalChoice::takenBy).orElse(null);
        if (number == suspending(System.getenv(SUSPENDING))) {
            reason = "the JVM stops threads by it, for its profiler";
        } else if (number == channelInterrupt()) {
            reason = "the JDK interrupts threads by it that wait for a channel";
        }
        if (reason != null) {
            throw new IllegalArgumentException(name(number) + " cannot be handled: " + reason);
        }
    }

    static String name(int number) {
        return Signal.of(number).map(Signal::toString).orElse("signal " + number);
    }

    private static @Nullable String takenBy(Signal signal) {
        return switch (signal) {
            case KILL, STOP -> "the system lets no process catch it";
            case CHLD -> "libuv notices by it that a child has ended";
            case SEGV, BUS, FPE, ILL -> "the JVM's own code runs into it on purpose";
            case TRAP -> "debuggers and the JVM need it for breakpoints";
            case ABRT -> "it is how a crashing JVM ends";
            case QUIT -> Platform.current().isWindows() ? null : "the JVM prints its thread dump by it";
            case BREAK -> "the JVM prints its thread dump by it";
            case PIPE, XFSZ -> "the JVM ignores it, so that writing fails with an exception instead";
            case PROF -> "profilers count by it, the JDK's flight recorder among them";
            case IO -> Platform.current().isMac() ? "the JDK interrupts threads by it that wait for a channel" : null;
            default -> null;
        };
    }

    /// The signal by which HotSpot suspends threads, which it reads from the environment as it starts.
    static int suspending(@Nullable String setting) {
        if (Platform.current().isWindows()) {
            return 0;
        }
        Optional<Integer> chosen = Optional.ofNullable(setting)
                .filter(text -> text.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .filter(number -> number > Math.max(Signal.SEGV.number(), Signal.BUS.number())
                        && number <= SignalNumbers.highest());
        return chosen.orElseGet(Signal.USR2::number);
    }

    private static int channelInterrupt() {
        return Platform.current().isLinux() ? SignalNumbers.highest() - BELOW_HIGHEST : 0;
    }
}
