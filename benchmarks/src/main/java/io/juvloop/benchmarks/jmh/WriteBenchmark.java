package io.juvloop.benchmarks.jmh;

import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Protocol;
import io.juvloop.Server;
import io.juvloop.Transport;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The write path: one loop sends messages to itself over loopback TCP. An operation is one message, written at
/// one end and received whole at the other.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WriteBenchmark {
    @Param({"64", "1024", "10240", "102400"})
    private int size;

    private EventLoop loop;
    private Server server;
    private Transport client;
    private ByteBuffer direct;
    private byte[] array;
    private long received;

    /// The receiving end: counts, and stops the loop when the message is whole.
    private final class Count implements Protocol {
        @Override
        public void dataReceived(ByteBuffer data) {
            received += data.remaining();
            if (received == size) {
                loop.stop();
            }
        }
    }

    /// The sending end, which receives nothing.
    private static final class Silence implements Protocol {
        @Override
        public void dataReceived(ByteBuffer data) {
            throw new IllegalStateException("no reply was expected");
        }
    }

    @Setup(Level.Trial)
    public void open() {
        direct = ByteBuffer.allocateDirect(size);
        array = new byte[size];
        loop = EventLoop.create();
        server = loop.runUntilComplete(loop.createServer(Count::new, "127.0.0.1", 0));
        Connection<Silence> connection =
                loop.runUntilComplete(loop.createConnection(Silence::new, "127.0.0.1", server.port()));
        client = connection.transport();
    }

    @TearDown(Level.Trial)
    public void close() {
        client.close();
        server.close();
        loop.close();
    }

    @Benchmark
    public void directBuffer() {
        received = 0;
        direct.clear();
        client.write(direct);
        loop.runForever();
    }

    @Benchmark
    public void array() {
        received = 0;
        client.write(array);
        loop.runForever();
    }
}
