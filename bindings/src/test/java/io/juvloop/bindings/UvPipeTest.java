package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Unix domain streams: names, connects, and descriptors made by other code.
@Tag("polling")
@DisabledOnOs(OS.WINDOWS)
class UvPipeTest {
    @TempDir
    Path folder;

    private final TestLoop loop = new TestLoop();
    private final List<String> events = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void boundAndConnectedEndsKnowThePath() {
        byte[] path = FileNames.toBytes(folder.resolve("s"));
        UvPipe listener = new UvPipe(loop.uv(), new StreamEvents() {
            @Override
            public void onConnection(int status) {
                events.add("connection " + status);
            }
        });
        UvFailure.check("uv_pipe_bind", listener.bind(path));
        UvFailure.check("uv_listen", listener.listen(1));
        UvPipe client = connect(path);
        loop.runUntil(() -> events.size() == 2);
        assertThat(events).containsExactlyInAnyOrder("connection 0", "connected 0");
        assertThat(listener.localName()).isEqualTo(path);
        assertThat(client.peerName()).isEqualTo(path);
        assertThat(client.localName()).isEmpty();
    }

    @Test
    void pathWithoutAListenerIsToldLater() {
        connect(FileNames.toBytes(folder.resolve("nobody")));
        assertThat(events).isEmpty();
        loop.runUntil(() -> !events.isEmpty());
        assertThat(events).containsExactly("connected " + UvErrors.code("ENOENT"));
    }

    @Test
    void unboundPipeHasNoNames() {
        UvPipe pipe = new UvPipe(loop.uv(), new StreamEvents() {});
        assertThat(pipe.localName()).isEmpty();
        assertThat(pipe.peerName()).isEmpty();
    }

    @Test
    void nameThatDoesNotFitIsRefusedBeforeAnythingHappens() {
        UvPipe pipe = new UvPipe(loop.uv(), new StreamEvents() {});
        byte[] name = new byte[512];
        assertThatThrownBy(() -> pipe.connect(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name of a pipe is too long: 512 bytes");
        assertThatThrownBy(() -> pipe.bind(name)).isInstanceOf(IllegalArgumentException.class);
        assertThat(loop.uv().requests()).isEmpty();
    }

    @Test
    void descriptorIsAdopted() {
        int fd = PosixSockets.unixStream();
        UvPipe pipe = new UvPipe(loop.uv(), new StreamEvents() {});
        pipe.open(fd);
        assertThat(pipe.fileno()).isEqualTo(fd);
    }

    private UvPipe connect(byte[] path) {
        UvPipe client = new UvPipe(loop.uv(), new StreamEvents() {
            @Override
            public void onConnected(int status) {
                events.add("connected " + status);
            }
        });
        client.connect(path);
        return client;
    }
}
