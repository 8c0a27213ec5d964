package io.juvloop.net.server;

import io.juvloop.EventLoop;
import io.juvloop.UvException;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.RecordingProtocol;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Run by [OutOfFilesTest] in a child: serves a client, opens files until there are no more, closes them when
/// its input ends, serves another client and ends.
final class OutOfFilesMain {
    private final EventLoop loop = EventLoop.create();
    private final List<FileInputStream> files = new ArrayList<>();

    private OutOfFilesMain() {}

    public static void main(String[] args) throws IOException {
        new OutOfFilesMain().run();
    }

    private void run() throws IOException {
        try (Serving<Echo> serving = Serving.tcp(loop, Echo::new)) {
            rehearse(serving.port());
            System.out.println(serving.port());
            awaitLoss(serving, 1);
            openAll();
            System.out.println("exhausted after " + files.size());
            CompletableFuture<Void> wanted = CompletableFuture.runAsync(OutOfFilesMain::awaitEndOfInput);
            loop.runUntilComplete(wanted);
            tell(
                    "connect",
                    () -> loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port())));
            tell("serve", () -> loop.runUntilComplete(loop.createServer(RecordingProtocol::new, "127.0.0.1", 0)));
            for (FileInputStream file : files) {
                file.close();
            }
            System.out.println("freed");
            awaitLoss(serving, 2);
        }
        loop.close();
        System.out.println("closed");
    }

    /// Loads all classes that will be needed, because loading one opens a file.
    private void rehearse(int port) {
        Echo client = loop.runUntilComplete(loop.createConnection(Echo::new, "127.0.0.1", port))
                .protocol();
        client.transport().close();
        Await.until(loop, client::isLost);
        tell("", () -> loop.runUntilComplete(loop.createServer(RecordingProtocol::new, "127.0.0.1", port)));
    }

    private void awaitLoss(Serving<Echo> serving, int index) {
        Echo protocol = serving.protocol(index);
        Await.until(loop, protocol::isLost);
    }

    private void openAll() {
        try {
            while (true) {
                files.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException noMore) {
            if (files.isEmpty()) {
                throw new IllegalStateException("not even one file", noMore);
            }
        }
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// Prints the libuv error of a failed attempt.
    private static void tell(String what, Callable<?> attempt) {
        String outcome = "succeeded";
        try {
            attempt.call();
        } catch (Exception failed) {
            Throwable cause = failed;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            outcome = cause instanceof UvException uv ? uv.errorName() : cause.toString();
        }
        if (!what.isEmpty()) {
            System.out.println(what + ": " + outcome);
        }
    }
}
