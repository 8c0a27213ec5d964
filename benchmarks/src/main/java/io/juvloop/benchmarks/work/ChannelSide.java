package io.juvloop.benchmarks.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/// A thread that blocks in each read: the alternative to asynchronous reading for programs that can afford to
/// wait.
final class ChannelSide extends FileSide {
    @Override
    public Map<String, Workload> workloads() {
        return Map.of(SEQUENTIAL, ChannelSide::reads);
    }

    private static Tally reads(Duration duration) throws IOException {
        try (FileChannel file = FileChannel.open(ReadFile.path(), StandardOpenOption.READ)) {
            ReadFile pieces = new ReadFile(file.size());
            ByteBuffer buffer = ByteBuffer.allocateDirect(ReadFile.PIECE);
            long operations = 0;
            long end = System.nanoTime() + duration.toNanos();
            Clock begin = Clock.begin();
            do {
                ReadFile.check(file.read(buffer.clear(), pieces.nextPosition()));
                operations++;
            } while (System.nanoTime() < end);
            return Clock.end().since(begin, operations);
        }
    }
}
