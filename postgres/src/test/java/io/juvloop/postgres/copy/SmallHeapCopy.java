package io.juvloop.postgres.copy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Postgres;
import java.time.Duration;

/// The program of [CopyOutTest] that runs in a JVM with a small heap: copies 300 MB out, and prints how many bytes.
final class SmallHeapCopy {
    private SmallHeapCopy() {}

    /// Runs it.
    ///
    /// @param args the DSN, and how many rows of 100,001 bytes
    public static void main(String[] args) {
        try (EventLoop loop = EventLoop.create()) {
            long[] bytes = {0};
            loop.runUntilComplete(loop.createTask(() -> {
                try (PgConnection con = Postgres.connect(args[0])) {
                    con.copyFromQuery(
                            "select repeat('x', 100000) from generate_series(1, " + args[1] + ")",
                            data -> {
                                bytes[0] += data.remaining();
                                Async.sleep(Duration.ZERO);
                            },
                            CopyOptions.TEXT);
                }
            }));
            System.out.println("bytes: " + bytes[0]);
        }
    }
}
