package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/// Sends real signals, by the program `kill`.
final class SignalSender {
    private SignalSender() {}

    static void thisProcess(String signal) {
        try {
            String me = Long.toString(ProcessHandle.current().pid());
            Process kill =
                    new ProcessBuilder("kill", "-" + signal, me).inheritIO().start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
