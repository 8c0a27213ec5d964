package io.juvloop.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Server;
import io.juvloop.Task;
import io.juvloop.Transport;
import io.juvloop.TransportSocket;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Descriptors that cannot be watched, and the messages of the refusal.
@TaskTest
@DisabledOnOs(OS.WINDOWS)
class RefusedDescriptorTest {
    private static void assertRefused(ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
    }

    @Test
    void whatIsNotOpenIsRefused(EventLoop loop) {
        DescriptorPair closed = new DescriptorPair();
        int number = closed.near();
        closed.close();
        assertRefused(() -> loop.addReader(number, () -> {}), "is not open");
        assertRefused(() -> loop.addReader(-1, () -> {}), "not the number of a descriptor");
        assertRefused(() -> loop.addWriter(1L << 40, () -> {}), "not the number of a descriptor");
        assertThat(loop.removeReader(-1)).isFalse();
    }

    @Test
    void aFileIsRefusedBecauseItIsAlwaysReady(EventLoop loop) {
        int file = Libc.INSTANCE.open("/proc/self/exe", 0);
        try {
            assertRefused(() -> loop.addReader(file, () -> {}), "a file is always ready");
        } finally {
            Libc.INSTANCE.close(file);
        }
    }

    @Test
    void nothingToCallIsRefused(EventLoop loop) {
        try (DescriptorPair pair = new DescriptorPair()) {
            assertThatThrownBy(() -> loop.addReader(pair.near(), null)).isInstanceOf(NullPointerException.class);
            assertThat(loop.removeReader(pair.near())).isFalse();
        }
    }

    private static long number(Transport transport) {
        TransportSocket socket = Objects.requireNonNull(transport.extraInfo(ExtraInfo.SOCKET));
        return socket.fileno();
    }

    @Test
    @Tag("F3")
    void aTransportsDescriptorIsRefusedAlsoWhileItDoesNotRead(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            long number = number(pair.clientTransport());
            assertAllRefused(loop, number);
            pair.clientTransport().pauseReading();
            assertAllRefused(loop, number);
        }
    }

    @Test
    @Tag("F3")
    void aServersDescriptorIsRefused(EventLoop loop) {
        Server server = Loopback.serve(loop, RecordingProtocol::new);
        assertAllRefused(loop, server.sockets().getFirst().fileno());
        server.close();
    }

    private static void assertAllRefused(EventLoop loop, long number) {
        assertRefused(() -> loop.addReader(number, () -> {}), "belongs to");
        assertRefused(() -> loop.addWriter(number, () -> {}), "belongs to");
        assertThat(loop.removeReader(number)).isFalse();
        InTask.run(loop, () -> {
            assertRefused(() -> loop.sockReceive(number, 1), "belongs to");
            assertRefused(() -> loop.sockSendAll(number, new byte[1]), "belongs to");
            assertRefused(() -> loop.sockAccept(number), "belongs to");
        });
    }

    @Test
    @Tag("F3")
    void aWatchedDescriptorIsNotTakenOver(EventLoop loop) {
        try (DescriptorPair pair = new DescriptorPair()) {
            loop.addReader(pair.near(), () -> {});
            assertRefused(() -> loop.connectAcceptedSocket(RecordingProtocol::new, pair.near()), "watched");
            loop.removeReader(pair.near());
        }
    }

    @Test
    void aTaskAndACallbackDoNotWaitForTheSame(EventLoop loop) {
        try (DescriptorPair pair = new DescriptorPair()) {
            loop.addReader(pair.near(), () -> {});
            InTask.run(loop, () -> {
                assertThatThrownBy(() -> loop.sockReceive(pair.near(), 1)).isInstanceOf(IllegalStateException.class);
                loop.removeReader(pair.near());
                Libc.nonBlocking(pair.near());
                Task<byte[]> waiting = loop.createTask(() -> loop.sockReceive(pair.near(), 10));
                Async.sleep(Duration.ZERO);
                assertThatThrownBy(() -> loop.addReader(pair.near(), () -> {}))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("a task reads from descriptor");
                pair.send("x");
                assertThat(Async.await(waiting)).hasSize(1);
            });
        }
    }
}
