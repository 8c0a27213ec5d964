package io.juvloop.benchmarks.jmh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngineResult;
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
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineMemoryBenchmark {
    private static final int RECORDS = 256;

    /// The kinds of memory, that of the source first.
    @Param({"heap-heap", "heap-direct", "direct-heap", "direct-direct"})
    private String memory;

    @Param({"64", "1024", "16384"})
    private int size;

    private EnginePair engines;
    private ByteBuffer data;
    private ByteBuffer record;
    private ByteBuffer records;
    private ByteBuffer plaintext;

    @Setup(Level.Trial)
    public void open() throws IOException {
        engines = EnginePair.open();
        boolean direct = memory.startsWith("direct");
        boolean toDirect = memory.endsWith("direct");
        data = allocate(direct, size);
        record = allocate(toDirect, EnginePair.RECORD);
        records = allocate(direct, RECORDS * (size + 64) + EnginePair.RECORD);
        plaintext = allocate(toDirect, EnginePair.RECORD);
    }

    private static ByteBuffer allocate(boolean direct, int size) {
        return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int wrap() throws SSLException {
        int produced = 0;
        for (int i = 0; i < RECORDS; i++) {
            produced += engines.server.wrap(data.clear(), record.clear()).bytesProduced();
        }
        return produced;
    }

    /// The records of one invocation of `unwrap`, in order.
    @State(Scope.Thread)
    public static class Arrived {
        private ByteBuffer records;

        @Setup(Level.Invocation)
        public void fill(EngineMemoryBenchmark benchmark) throws SSLException {
            records = benchmark.records.clear();
            for (int i = 0; i < RECORDS; i++) {
                benchmark.engines.client.wrap(benchmark.data.clear(), records);
            }
            records.flip();
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int unwrap(Arrived arrived) throws SSLException {
        int produced = 0;
        while (arrived.records.hasRemaining()) {
            SSLEngineResult result = engines.server.unwrap(arrived.records, plaintext.clear());
            produced += result.bytesProduced();
        }
        if (produced != RECORDS * size) {
            throw new IllegalStateException(produced + " bytes instead of " + RECORDS * size);
        }
        return produced;
    }
}
