package io.juvloop.bindings;

import java.util.HashMap;
import java.util.Map;

/// The numbers of the signals, which differ between Linux and macOS. Windows has only the events of a console,
/// and the signals that libuv adds.
///
/// Any thread. Constant. See [signal(7)](https://man7.org/linux/man-pages/man7/signal.7.html).
public final class SignalNumbers {
    private static final String[] LINUX = {
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS"
    };
    private static final String[] MAC = {
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "EMT", "FPE", "KILL", "BUS", "SEGV", "SYS", "PIPE", "ALRM", "TERM",
        "URG", "STOP", "TSTP", "CONT", "CHLD", "TTIN", "TTOU", "IO", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "INFO",
        "USR1", "USR2"
    };
    private static final Map<String, Integer> WINDOWS = Map.of(
            "HUP", 1, "INT", 2, "ILL", 4, "FPE", 8, "KILL", 9, "SEGV", 11, "TERM", 15, "BREAK", 21, "ABRT", 22, "WINCH",
            28);
    private static final int HIGHEST_OF_LINUX = 64;

    private static final Map<String, Integer> HERE = of(Platform.current());

    private SignalNumbers() {}

    /// The numbers by name, without the `SIG`, on this host.
    ///
    /// @return unmodifiable
    public static Map<String, Integer> here() {
        return HERE;
    }

    static Map<String, Integer> of(Platform host) {
        if (host.isWindows()) {
            return WINDOWS;
        }
        String[] names = host.isMac() ? MAC : LINUX;
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            numbers.put(names[i], i + 1);
        }
        return Map.copyOf(numbers);
    }

    /// Returns the highest signal number, which on Linux belongs to a signal without a name.
    ///
    /// @return the number
    public static int highest() {
        return Platform.current().isLinux()
                ? HIGHEST_OF_LINUX
                : HERE.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
