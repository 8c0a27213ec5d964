package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.TaskMode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `shell`, as a user runs it, on a terminal that Python makes and types at.
@EnabledOnOs(OS.LINUX)
class ShellTest {
    /// Prints a line for each successful step.
    private static final String AT_A_TERMINAL = """
            import fcntl, os, pty, select, signal, struct, sys, termios, time
            master, slave = pty.openpty()
            def resize(columns, rows):
                fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            resize(90, 20)
            before = termios.tcgetattr(slave)
            child = os.fork()
            if child == 0:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for fd in (0, 1, 2):
                    os.dup2(slave, fd)
                os.execvp(sys.argv[1], sys.argv[1:])
            seen = b""
            def shows(text, patience=30):
                global seen
                end = time.time() + patience
                while text not in seen and time.time() < end:
                    if select.select([master], [], [], 0.05)[0]:
                        seen += os.read(master, 65536)
                found = text in seen
                if found:
                    seen = seen.split(text, 1)[1]
                return found
            def step(name, ok):
                print(name if ok else "not " + name + ", but " + repr(seen), flush=True)
            def types(keys):
                os.write(master, keys)
            step("prompt", shows(b"go> "))
            step("raw", not termios.tcgetattr(slave)[3] & termios.ICANON)
            types(b"echo $((6*7))\\r")
            step("answer", shows(b"42\\r\\n"))
            types(b"stty size\\r")
            step("size", shows(b"20 90"))
            resize(101, 31)
            for attempt in range(40):
                types(b"stty size\\r")
                if shows(b"31 101", 0.5):
                    print("resized", flush=True)
                    break
            types(b"sh -c 'echo be''gun; exec sleep 1000'\\r")
            step("begun", shows(b"begun"))
            types(b"\\x03")
            step("interrupted", shows(b"^C") and shows(b"go> "))
            types(b"echo do''ne\\r")
            step("going on", shows(b"done") and shows(b"go> "))
            types(b"exit 5\\r")
            end = time.time() + 30
            done = 0
            while done == 0 and time.time() < end:
                shows(b"\\0", 0.05)
                done, status = os.waitpid(child, os.WNOHANG)
            if done == 0:
                os.kill(child, signal.SIGKILL)
            step("exit 5", done != 0 and os.waitstatus_to_exitcode(status) == 5)
            step("restored", termios.tcgetattr(slave) == before)
            """;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aShellIsUsedOnATerminalOfItsOwn(TaskMode mode) throws IOException {
        List<String> python = List.of("python3", "-c", AT_A_TERMINAL);
        String command = "PS1='go> ' bash --norc --noprofile -i";
        try (ExampleProcess shell = ExampleProcess.startBy(python, mode, "shell", "--command", command)) {
            assertThat(shell.rest())
                    .as("the steps; errors: " + shell.errors())
                    .containsExactly(
                            "prompt",
                            "raw",
                            "answer",
                            "size",
                            "resized",
                            "begun",
                            "interrupted",
                            "going on",
                            "exit 5",
                            "restored");
        }
    }

    @Test
    void withoutATerminalItSaysWhatItWants() throws IOException, InterruptedException {
        try (ExampleProcess shell = ExampleProcess.start("shell")) {
            assertThat(shell.exit()).isEqualTo(1);
            assertThat(shell.errors()).contains("shell wants a terminal as its standard input");
        }
    }
}
