package io.juvloop;

import io.juvloop.bindings.SignalNumbers;
import java.util.Locale;
import java.util.Optional;

/// The signals with names. Their numbers differ between systems, and not every system has every signal. A
/// signal without a name, such as a real-time signal of Linux, is given by its number.
///
/// Any thread. Constant. See [signal(7)](https://man7.org/linux/man-pages/man7/signal.7.html), and
/// [uv_signal_t](https://docs.libuv.org/en/v1.x/signal.html#windows-notes) for their meaning on Windows.
public enum Signal {
    /// The terminal was closed, or a service must reload its configuration. On Windows, the console window is
    /// being closed.
    HUP,
    /// Ctrl-C.
    INT,
    /// Ctrl-\; a JVM responds with a thread dump.
    QUIT,
    /// An illegal instruction.
    ILL,
    /// A breakpoint.
    TRAP,
    /// An abort of the program.
    ABRT,
    /// An access to memory that does not exist.
    BUS,
    /// An arithmetic error.
    FPE,
    /// Kills a process, which cannot catch it.
    KILL,
    /// Free for the program's use.
    USR1,
    /// An access to memory that the program may not use.
    SEGV,
    /// Free for the program's use, but reserved by the JVM.
    USR2,
    /// A write to a pipe without a reader.
    PIPE,
    /// The process's alarm timer.
    ALRM,
    /// Asks a process to terminate.
    TERM,
    /// A stack fault of the coprocessor, unused; Linux only.
    STKFLT,
    /// An emulator trap; macOS only.
    EMT,
    /// A child process has changed its state.
    CHLD,
    /// A stopped process continues.
    CONT,
    /// Stops a process, which cannot catch it.
    STOP,
    /// Ctrl-Z.
    TSTP,
    /// A background process tries to read its terminal.
    TTIN,
    /// A background process tries to write to its terminal.
    TTOU,
    /// A socket has urgent data.
    URG,
    /// The process has exceeded its processor time.
    XCPU,
    /// The process has exceeded the file size limit.
    XFSZ,
    /// The alarm timer of the process's own time.
    VTALRM,
    /// The profiling timer.
    PROF,
    /// The terminal's window was resized.
    WINCH,
    /// I/O is possible.
    IO,
    /// A power failure; Linux only.
    PWR,
    /// A system call that does not exist.
    SYS,
    /// Ctrl-T; macOS only.
    INFO,
    /// Ctrl-Break; Windows only.
    BREAK;

    /// Returns a signal by its number on this system.
    ///
    /// @param number the number of the signal
    /// @return the signal, or empty if it has no name
    public static Optional<Signal> of(int number) {
        return SignalNumbers.here().entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(entry -> valueOf(entry.getKey()))
                .findFirst();
    }

    /// Returns a signal by its name, with or without `SIG`, as `kill` takes it.
    ///
    /// @param name such as `USR1`, `sigusr1`
    /// @return the signal, which this system need not have
    /// @throws IllegalArgumentException if no signal has this name
    public static Signal of(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        try {
            return valueOf(upper.startsWith("SIG") ? upper.substring(3) : upper);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("there is no signal of the name " + name, unknown);
        }
    }

    /// Whether this system has the signal.
    ///
    /// @return true if it has a number
    public boolean isSupported() {
        return SignalNumbers.here().containsKey(name());
    }

    /// The number on this system.
    ///
    /// @return the number
    /// @throws UnsupportedOperationException if this system does not have it
    public int number() {
        Integer number = SignalNumbers.here().get(name());
        if (number == null) {
            throw new UnsupportedOperationException(this + " does not exist on " + System.getProperty("os.name"));
        }
        return number;
    }

    /// The usual name of the signal.
    ///
    /// @return such as `SIGINT`
    @Override
    public String toString() {
        return "SIG" + name();
    }
}
