package io.juvloop;

import io.juvloop.bindings.SignalNumbers;
import java.util.Locale;
import java.util.Optional;

/// The signals that have names. Their numbers differ between the systems, and not every system has every signal;
/// those without a name, such as Linux's real-time signals, go by their number alone.
///
/// Any thread. Constant. See [signal(7)](https://man7.org/linux/man-pages/man7/signal.7.html), and
/// [uv_signal_t](https://docs.libuv.org/en/v1.x/signal.html#windows-notes) for what Windows makes of them.
public enum Signal {
    /// The terminal is gone, or a service is to read its settings anew. On Windows, the console's window is being
    /// closed.
    HUP,
    /// Ctrl-C.
    INT,
    /// Ctrl-\; a JVM answers it with a thread dump.
    QUIT,
    /// An instruction that the processor does not know.
    ILL,
    /// A breakpoint.
    TRAP,
    /// The program gives up.
    ABRT,
    /// Memory that is not there.
    BUS,
    /// An arithmetic error.
    FPE,
    /// Ends a process, which cannot prevent it.
    KILL,
    /// For the program's own use.
    USR1,
    /// Memory that is not the program's.
    SEGV,
    /// For the program's own use, in other programs than a JVM.
    USR2,
    /// A pipe that nobody reads was written to.
    PIPE,
    /// The process's alarm clock.
    ALRM,
    /// Asks a process to end.
    TERM,
    /// An error of a coprocessor, unused; Linux only.
    STKFLT,
    /// An instruction for the emulator; macOS only.
    EMT,
    /// A child has ended.
    CHLD,
    /// A stopped process goes on.
    CONT,
    /// Stops a process, which cannot prevent it.
    STOP,
    /// Ctrl-Z.
    TSTP,
    /// A background process wants to read its terminal.
    TTIN,
    /// A background process wants to write to its terminal.
    TTOU,
    /// A socket has urgent data.
    URG,
    /// The process has used up its time.
    XCPU,
    /// A file has become too large.
    XFSZ,
    /// The alarm clock that counts the process's own time.
    VTALRM,
    /// The clock of profilers.
    PROF,
    /// The terminal's window has another size.
    WINCH,
    /// Something can be read or written.
    IO,
    /// The power fails; Linux only.
    PWR,
    /// A system call that is not there.
    SYS,
    /// Ctrl-T; macOS only.
    INFO,
    /// Ctrl-Break; Windows only.
    BREAK;

    /// A signal by its number here.
    ///
    /// @param number of the signal
    /// @return the signal, or empty if it has no name
    public static Optional<Signal> of(int number) {
        return SignalNumbers.here().entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(entry -> valueOf(entry.getKey()))
                .findFirst();
    }

    /// A signal by its name, with or without `SIG`, as people write it for `kill`.
    ///
    /// @param name such as `USR1`, `sigusr1`
    /// @return the signal, which may be one that this system does not have
    /// @throws IllegalArgumentException if there is none of this name
    public static Signal of(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        try {
            return valueOf(upper.startsWith("SIG") ? upper.substring(3) : upper);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("there is no signal of the name " + name, unknown);
        }
    }

    /// Whether this system has it.
    ///
    /// @return true if it has a number
    public boolean isSupported() {
        return SignalNumbers.here().containsKey(name());
    }

    /// Its number here.
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

    /// Its name as programs print it.
    ///
    /// @return such as `SIGINT`
    @Override
    public String toString() {
        return "SIG" + name();
    }
}
