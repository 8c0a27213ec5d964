package io.juvloop.net.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The socket files that a Unix server replaces and removes.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class UnixServerTest {
    @TempDir
    private Path folder;

    private static RecordingProtocol connect(EventLoop loop, Path path) {
        return loop.runUntilComplete(loop.createUnixConnection(RecordingProtocol::new, path))
                .protocol();
    }

    private static void assertEchoes(EventLoop loop, RecordingProtocol client, String text) {
        client.transport().write(text.getBytes(UTF_8));
        Await.until(loop, text, () -> client.receivedText().endsWith(text));
    }

    private static void assertServed(EventLoop loop, Path path) {
        RecordingProtocol client = connect(loop, path);
        assertEchoes(loop, client, "served");
        client.transport().close();
        Await.until(loop, client::isLost);
    }

    @Test
    void theFileIsThereWhileTheServerIsAndGoneAfterwards(EventLoop loop) {
        Path path = folder.resolve("socket");
        try (Serving<Echo> serving = Serving.unix(loop, Echo::new, path)) {
            assertThat(path).exists();
            assertThat(serving.server().address()).isEqualTo(UnixDomainSocketAddress.of(path));
            assertServed(loop, path);
            serving.server().close();
            assertThat(path).doesNotExist();
        }
    }

    @Test
    @Tag("X2")
    void aStaleSocketFileIsReplaced(EventLoop loop) {
        Path path = folder.resolve("stale");
        Libc.INSTANCE.close(Libc.boundUnix(path));
        assertThat(path).exists();
        try (Serving<Echo> serving = Serving.unix(loop, Echo::new, path)) {
            assertThat(serving.server().isServing()).isTrue();
            assertServed(loop, path);
        }
        assertThat(path).doesNotExist();
    }

    @Test
    @Tag("X2")
    void aFileThatIsNoSocketIsLeftAlone(EventLoop loop) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "precious");
        Path directory = Files.createDirectory(folder.resolve("directory"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        for (Path path : new Path[] {file, directory, link}) {
            assertThatThrownBy(() -> loop.runUntilComplete(loop.createUnixServer(Echo::new, path)))
                    .cause()
                    .isInstanceOf(BindException.class)
                    .hasMessage("bind " + path + ": address already in use (EADDRINUSE)");
            assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isTrue();
        }
        assertThat(file).hasContent("precious");
    }

    @Test
    @Tag("X2")
    void aLiveServersPathIsTakenOverAndItsConnectionsGoOn(EventLoop loop) {
        Path path = folder.resolve("socket");
        try (Serving<Echo> old = Serving.unix(loop, Echo::new, path)) {
            RecordingProtocol oldClient = connect(loop, path);
            assertEchoes(loop, oldClient, "before");
            try (Serving<Echo> young = Serving.unix(loop, Echo::new, path)) {
                assertEchoes(loop, oldClient, "after");
                RecordingProtocol youngClient = connect(loop, path);
                assertEchoes(loop, youngClient, "new");
                assertThat(young.protocols()).hasSize(1);
                old.server().close();
                assertThat(path).as("the path is the new server's now").exists();
                assertServed(loop, path);
                oldClient.transport().close();
                youngClient.transport().close();
                Await.until(loop, () -> oldClient.isLost() && youngClient.isLost());
            }
            assertThat(path).doesNotExist();
        }
    }

    @Test
    void aPathThatIsSomethingElseByThenIsNotRemovedAtClose(EventLoop loop) throws IOException {
        Path path = folder.resolve("socket");
        try (Serving<Echo> serving = Serving.unix(loop, Echo::new, path)) {
            Files.delete(path);
            Files.writeString(path, "precious");
            serving.server().close();
            assertThat(path).hasContent("precious");
        }
    }

    @Test
    void aPathThatIsGoneByThenIsNoErrorAtClose(EventLoop loop) throws IOException {
        Path path = folder.resolve("socket");
        try (Serving<Echo> serving = Serving.unix(loop, Echo::new, path)) {
            Files.delete(path);
            serving.server().close();
            assertThat(path).doesNotExist();
        }
    }

    @Test
    void aFolderThatIsMissingSaysSo(EventLoop loop) {
        Path path = folder.resolve("no folder").resolve("socket");
        assertThatThrownBy(() -> loop.runUntilComplete(loop.createUnixServer(Echo::new, path)))
                .cause()
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(path.toString());
    }

    @Test
    void aServerThatDoesNotServeYetIsBound(EventLoop loop) {
        Path path = folder.resolve("socket");
        Server server = loop.runUntilComplete(
                loop.createUnixServer(Echo::new, path.toString(), ServerOptions.DEFAULT.withStartServing(false)));
        assertThat(path).exists();
        assertThatThrownBy(() -> connect(loop, path)).hasCauseInstanceOf(ConnectException.class);
        loop.runUntilComplete(server.startServing());
        assertServed(loop, path);
        server.close();
        loop.runUntilComplete(server.waitClosed());
    }

    @Test
    void aBoundSocketOfSomebodyElseIsServedAndItsFileLeftToThem(EventLoop loop) {
        Path path = folder.resolve("theirs");
        int fd = Libc.boundUnix(path);
        Server server = loop.runUntilComplete(
                loop.createUnixServer(Echo::new, (String) null, ServerOptions.DEFAULT.withSocket(fd)));
        assertServed(loop, path);
        server.close();
        loop.runUntilComplete(server.waitClosed());
        assertThat(path).exists();
        assertThat(Libc.isOpen(fd)).isFalse();
    }
}
