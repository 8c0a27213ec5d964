package io.juvloop.benchmarks.jmh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Heap against direct memory for each side of the JDK's engine. An operation is one record: made of data by `wrap`,
/// or its data taken out by `unwrap`, which gets each record once, as a peer's engine has made it.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineMemoryBenchmark {
    private static final int RECORDS = 256;

    /// Two engines, and what goes in and out of the one that is measured.
    @State(Scope.Thread)
    public static class Sides {
        /// The kinds of memory, that of the source first.
        @Param({"heap-heap", "heap-direct", "direct-heap", "direct-direct"})
        private String memory;

        @Param({"64", "1024", "16384"})
        private int size;

        private EnginePair engines;
        private ByteBuffer data;
        private ByteBuffer source;
        private ByteBuffer target;

        @Setup(Level.Trial)
        public void open() throws IOException {
            engines = EnginePair.open();
            data = allocate(memory.startsWith("direct"), size);
            source = allocate(memory.startsWith("direct"), RECORDS * (size + 64) + EnginePair.RECORD);
            target = allocate(memory.endsWith("direct"), EnginePair.RECORD);
        }

        private static ByteBuffer allocate(boolean direct, int size) {
            return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        }
    }

    /// The same, with the records of one invocation in the source.
    public static class Arrived extends Sides {
        @Setup(Level.Invocation)
        public void fill() throws SSLException {
            ByteBuffer records = super.source.clear();
            for (int i = 0; i < RECORDS; i++) {
                super.engines.client.wrap(super.data.clear(), records);
            }
            records.flip();
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int wrap(Sides sides) throws SSLException {
        int produced = 0;
        for (int i = 0; i < RECORDS; i++) {
            produced += sides.engines
                    .server
                    .wrap(sides.data.clear(), sides.target.clear())
                    .bytesProduced();
        }
        return produced;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int unwrap(Arrived arrived) throws SSLException {
        Sides sides = arrived;
        int produced = 0;
        while (sides.source.hasRemaining()) {
            produced += sides.engines
                    .server
                    .unwrap(sides.source, sides.target.clear())
                    .bytesProduced();
        }
        if (produced != RECORDS * sides.size) {
            throw new IllegalStateException(produced + " bytes instead of " + RECORDS * sides.size);
        }
        return produced;
    }
}
