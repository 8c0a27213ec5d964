package io.juvloop.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Ending a connection at once.
@TaskTest
@ExtendWith(JdkSockets.class)
class WriterAbortTest {
    private static final int MORE_THAN_KERNELS_HOLD = 16_000_000;

    @Test
    void whatWasNotSentIsDroppedAndThePeerSeesAReset(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                wired.writer().write(new byte[MORE_THAN_KERNELS_HOLD]);
                wired.writer().abort();
                assertThat(wired.writer().isClosing()).isTrue();
                wired.writer().waitClosed();
                assertThat(wired.writer().transport().writeBufferSize()).isZero();
                var reading = wired.peer().receiveAll();
                assertThatThrownBy(() -> Async.await(reading)).hasRootCauseInstanceOf(SocketException.class);
            }
        });
    }

    @Test
    void aTaskThatDrainsGoesOn(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                wired.writer().write(new byte[MORE_THAN_KERNELS_HOLD]);
                Task<Void> draining = loop.createTask(() -> wired.writer().drain());
                Patience.turns(3);
                assertThat(draining.isDone()).isFalse();
                wired.writer().abort();
                Async.await(draining);
                assertThatThrownBy(() -> wired.writer().drain()).isInstanceOf(SocketException.class);
                wired.writer().abort();
            }
        });
    }
}
