package io.juvloop.benchmarks.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;

/// The JDK's asynchronous files: a thread that waits for one future after the other, or handlers that begin the
/// next read when one has ended.
final class AsyncChannelSide extends FileSide {
    @Override
    public Map<String, Workload> workloads() {
        return Map.of(SEQUENTIAL, AsyncChannelSide::oneByOne, SEVERAL, AsyncChannelSide::several);
    }

    private static Tally oneByOne(Duration duration) throws IOException, InterruptedException, ExecutionException {
        try (AsynchronousFileChannel file = AsynchronousFileChannel.open(ReadFile.path(), StandardOpenOption.READ)) {
            ReadFile pieces = new ReadFile(file.size());
            ByteBuffer buffer = ByteBuffer.allocateDirect(ReadFile.PIECE);
            long operations = 0;
            long end = System.nanoTime() + duration.toNanos();
            Clock begin = Clock.begin();
            do {
                ReadFile.check(file.read(buffer.clear(), pieces.nextPosition()).get());
                operations++;
            } while (System.nanoTime() < end);
            return Clock.end().since(begin, operations);
        }
    }

    private static Tally several(Duration duration) throws IOException, InterruptedException {
        try (AsynchronousFileChannel file = AsynchronousFileChannel.open(ReadFile.path(), StandardOpenOption.READ)) {
            long end = System.nanoTime() + duration.toNanos();
            Crowd crowd = new Crowd(file, new ReadFile(file.size()), end);
            Clock begin = Clock.begin();
            for (int i = 0; i < OUTSTANDING; i++) {
                crowd.begin(ByteBuffer.allocateDirect(ReadFile.PIECE));
            }
            crowd.over.await();
            return Clock.end().since(begin, crowd.operations.sum());
        }
    }

    /// Reads that are under way together; each buffer is used for one after the other.
    private static final class Crowd implements CompletionHandler<Integer, ByteBuffer> {
        private final AsynchronousFileChannel file;
        private final ReadFile pieces;
        private final long end;
        private final LongAdder operations = new LongAdder();
        private final CountDownLatch over = new CountDownLatch(OUTSTANDING);

        Crowd(AsynchronousFileChannel file, ReadFile pieces, long end) {
            this.file = file;
            this.pieces = pieces;
            this.end = end;
        }

        void begin(ByteBuffer buffer) {
            long position;
            synchronized (pieces) {
                position = pieces.nextPosition();
            }
            file.read(buffer.clear(), position, buffer, this);
        }

        @Override
        public void completed(Integer count, ByteBuffer buffer) {
            ReadFile.check(count);
            operations.increment();
            if (System.nanoTime() < end) {
                begin(buffer);
            } else {
                over.countDown();
            }
        }

        @Override
        public void failed(Throwable failure, ByteBuffer buffer) {
            throw new IllegalStateException("a read failed", failure);
        }
    }
}
