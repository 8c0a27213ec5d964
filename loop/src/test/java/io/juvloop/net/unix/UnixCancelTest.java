package io.juvloop.net.unix;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Connecting to Unix domain sockets, cancelled before the end.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class UnixCancelTest {
    @TempDir
    private Path folder;

    @Test
    @Tag("X6")
    void fiveConnectsCancelledInMidAirLeaveNoDescriptor(EventLoop loop) {
        Path path = folder.resolve("socket");
        List<RecordingProtocol> made = new ArrayList<>();
        try (Serving<RecordingProtocol> serving = Serving.unix(loop, RecordingProtocol::new, path)) {
            for (int i = 0; i < 5; i++) {
                CompletableFuture<Connection<RecordingProtocol>> connecting = loop.createUnixConnection(
                        () -> {
                            made.add(new RecordingProtocol());
                            return made.getLast();
                        },
                        path);
                assertThat(connecting.cancel(false)).isTrue();
            }
            Await.until(
                    loop,
                    () -> serving.protocols().size() == 5
                            && serving.protocols().stream().allMatch(RecordingProtocol::isLost));
            assertThat(made).isEmpty();
        }
    }
}
