package io.juvloop.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Signal;
import io.juvloop.testing.Reaped;
import java.io.IOException;

/// Sends real signals to this process, by the program that everybody has. Only those may be sent that are handled
/// here or that do nothing by themselves.
public final class Kill {
    private Kill() {}

    public static void thisProcess(Signal signal) {
        try {
            String me = Long.toString(ProcessHandle.current().pid());
            Process kill = new ProcessBuilder("kill", "-" + signal.name(), me)
                    .inheritIO()
                    .start();
            assertThat(Reaped.exit(kill)).isZero();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
