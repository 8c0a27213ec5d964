package io.juvloop.benchmarks.work;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.files.AsyncFile;
import io.juvloop.files.OpenOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;

/// juvloop's files: tasks that await one read after the other, each into a buffer of its own.
final class FileTaskSide extends FileSide {
    private final EventLoop loop;

    FileTaskSide(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public Map<String, Workload> workloads() {
        return Map.of(SEQUENTIAL, time -> reads(1, time), SEVERAL, time -> reads(OUTSTANDING, time));
    }

    private Tally reads(int tasks, Duration duration) {
        AsyncFile file = loop.runUntilComplete(loop.files().open(ReadFile.path(), OpenOptions.READ));
        ReadFile pieces = new ReadFile(loop.runUntilComplete(file.size()));
        Tally tally = TaskSpan.measure(loop, duration, span -> {
            for (int i = 0; i < tasks; i++) {
                span.add(() -> read(span, file, pieces));
            }
        });
        file.close();
        loop.runUntilComplete(file.waitClosed());
        return tally;
    }

    private static void read(TaskSpan span, AsyncFile file, ReadFile pieces) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(ReadFile.PIECE);
        while (!span.isOver()) {
            ReadFile.check(Async.await(file.read(buffer.clear(), pieces.nextPosition())));
            span.count();
        }
    }
}
