package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// `demo`, as `make run` runs it.
class DemoTest {
    private static void assertMeasured(List<String> lines) {
        assertThat(lines.get(0)).matches("echo server on 127\\.0\\.0\\.1:\\d+");
        assertThat(lines.get(1)).contains("loop", "libuv");
        assertThat(lines.get(2)).matches("  libuv +1\\.\\d+\\.\\d+.*, .*libuv.* \\(.*\\)");
        assertThat(lines.get(3)).contains("Java", System.getProperty("java.home"));
        assertThat(lines.get(4))
                .matches("\\d+ messages of 64 bytes on 10 connections came back right: "
                        + "[\\d,]+ messages/s, p50 [\\d.]+ us, p99 [\\d.]+ us");
        assertThat(Long.parseLong(lines.get(4).replaceFirst(" .*", ""))).isGreaterThan(100);
    }

    @Test
    void onceChecksMeasuresAndEnds() throws Exception {
        try (ExampleProcess demo = ExampleProcess.start("demo", "--once")) {
            List<String> lines = demo.rest();
            assertThat(demo.exit()).isZero();
            assertThat(demo.errors()).isEmpty();
            assertThat(lines).hasSize(6);
            assertMeasured(lines);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void goesOnServingUntilInterrupted() throws Exception {
        try (ExampleProcess demo = ExampleProcess.start("demo")) {
            List<String> lines = List.of(demo.line(), demo.line(), demo.line(), demo.line(), demo.line(), demo.line());
            assertMeasured(lines);
            String invitation = demo.line();
            assertThat(invitation).matches("still serving; try: nc 127\\.0\\.0\\.1 \\d+ +\\(Ctrl-C ends it\\)");
            assertEchoes(Integer.parseInt(invitation.replaceAll(".*nc 127.0.0.1 (\\d+) .*", "$1")));
            demo.signal("INT");
            assertThat(demo.exit()).isZero();
            assertThat(demo.errors()).isEmpty();
        }
    }

    /// No client is done at once, as if none had finished within half a minute on a starved machine.
    @Test
    void aStarvedMachineIsToldInASentence() {
        assertThatThrownBy(() -> new Demo(Duration.ZERO).run(new Options(List.of("--once"))))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("after 0 s, \\d+ of 10 clients, which were to stop after 1 s, still wait: .*");
    }

    private static void assertEchoes(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(new byte[100]);
            assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
        }
    }
}
