package io.juvloop.tty;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.net.peer.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// However a JVM ends, its terminal is restored; the programs are [Raw]'s, each on a terminal of its own that
/// Python creates and checks.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such terminals")
class EndOfTerminalTest {
    /// Starts a command as the leader of a session on a new terminal. Arguments: the line to wait for, or
    /// nothing; a signal to send then, or a size to set, or nothing; the command. It prints what the terminal
    /// was like when it sent the signal and after the end, how the command ended, and what it wrote.
    private static final String ON_A_TERMINAL = """
            import fcntl, os, pty, select, signal, struct, termios, threading
            ready, action, command = sys.argv[1], sys.argv[2], sys.argv[3:]
            master, slave = pty.openpty()
            before = termios.tcgetattr(slave)
            child = os.fork()
            if child == 0:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for fd in (0, 1, 2):
                    os.dup2(slave, fd)
                for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                    signal.signal(number, signal.SIG_DFL)
                os.execvp(command[0], command)
            seen, status, acted, deadline = b"", None, False, time.time() + 15
            while status is None:
                if time.time() > deadline:
                    os.kill(child, signal.SIGKILL)
                    print("killed")
                    deadline += 60
                if select.select([master], [], [], 0.02)[0]:
                    seen += os.read(master, 65536)
                if ready and not acted and (ready.encode() + b"\\r\\n") in seen:
                    acted = True
                    print("changed" if termios.tcgetattr(slave) != before else "as before")
                    if "x" in action:
                        columns, rows = map(int, action.split("x"))
                        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                    elif action:
                        os.kill(child, getattr(signal, "SIG" + action))
                done, how = os.waitpid(child, os.WNOHANG)
                if done:
                    status = os.waitstatus_to_exitcode(how)
            while select.select([master], [], [], 0)[0]:
                seen += os.read(master, 65536)
            print("as before" if termios.tcgetattr(slave) == before else "changed")
            print(status)
            print(seen.decode().replace("\\r\\n", "|"))
            """;

    private static List<String> end(Raw program, String action) throws IOException {
        List<Object> arguments = new ArrayList<>();
        arguments.add(action.isEmpty() ? "" : Raw.READY);
        arguments.add(action);
        List<String> command = ChildJvm.command(List.of(), Raw.class, program.name());
        command.add(1, "--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.add(1, "-Djuvloop.tasks=" + System.getProperty("juvloop.tasks", "fast"));
        arguments.addAll(command);
        try (Program python = Program.python(ON_A_TERMINAL, arguments.toArray())) {
            return Arrays.asList(python.rest().join().split("\n", -1));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ENDS", "ENDS_WITHOUT_CLOSING_ITS_LOOP", "EXITS_IN_A_CALLBACK"})
    void theTerminalIsRestoredByTheEndOfTheProgram(Raw program) throws IOException {
        assertThat(end(program, "").subList(0, 2)).containsExactly("as before", "0");
    }

    @Test
    void theTerminalIsRestoredByAnUncaughtException() throws IOException {
        List<String> end = end(Raw.FAILS, "");
        assertThat(end.subList(0, 2)).containsExactly("as before", "1");
        assertThat(end.get(2)).contains("on purpose");
    }

    @ParameterizedTest
    @CsvSource({
        "WAITS, TERM, 143",
        "WAITS, INT, 130",
        "WAITS, HUP, 129",
        "WAITS_IN_A_TASK, TERM, 143",
        "WAITS_IN_A_TASK, INT, 130"
    })
    @Tag("tasks")
    void theTerminalIsRestoredByASignal(Raw program, String signal, String exit) throws IOException {
        assertThat(end(program, signal).subList(0, 3)).containsExactly("changed", "as before", exit);
    }

    @Test
    @Tag("tasks")
    void noModeIsSetAgainWhileTheJvmEnds() throws IOException {
        assertThat(end(Raw.BECOMES_RAW_AGAIN_WHILE_THE_JVM_ENDS, "").subList(0, 2))
                .containsExactly("as before", "0");
    }

    @Test
    void theSystemTellsOfANewSize() throws IOException {
        assertThat(end(Raw.TELLS_ITS_SIZE, "101x31"))
                .startsWith("changed", "as before", "0")
                .anySatisfy(line -> assertThat(line).contains("101x31"));
    }
}
