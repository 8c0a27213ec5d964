package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.TaskMode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// `udp-echo`, as a user runs it.
class UdpEchoTest {
    private static final int PATIENCE_MILLIS = 10_000;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void echoesDatagramsUntilInterrupted() throws IOException, InterruptedException {
        try (ExampleProcess echo = ExampleProcess.start(TaskMode.PORTABLE, "udp-echo", "--port", "0");
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), echo.port());
            socket.setSoTimeout(PATIENCE_MILLIS);
            for (int size : new int[] {0, 1, 1472, 9000}) {
                byte[] message = new byte[size];
                new Random(size).nextBytes(message);
                socket.send(new DatagramPacket(message, size, server));
                DatagramPacket answer = new DatagramPacket(new byte[10_000], 10_000);
                socket.receive(answer);
                assertThat(answer.getLength()).isEqualTo(size);
                assertThat(Arrays.copyOf(answer.getData(), answer.getLength())).isEqualTo(message);
                assertThat(answer.getSocketAddress()).isEqualTo(server);
            }
            echo.signal("INT");
            assertThat(echo.exit()).isIn(0, 130);
            assertThat(echo.errors()).isEmpty();
        }
    }

    @Test
    void aPortIsNeeded() throws IOException, InterruptedException {
        try (ExampleProcess echo = ExampleProcess.start("udp-echo")) {
            assertThat(echo.exit()).isEqualTo(2);
            assertThat(echo.errors()).contains("--port is needed", "usage: udp-echo");
        }
    }
}
