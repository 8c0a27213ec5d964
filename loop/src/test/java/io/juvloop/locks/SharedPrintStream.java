package io.juvloop.locks;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// A print stream that all users print lines to.
///
/// Any thread.
final class SharedPrintStream implements ContendedLock {
    private final SlowSink sink = new SlowSink();
    private final PrintStream stream;

    private SharedPrintStream(Function<OutputStream, PrintStream> make) {
        this.stream = make.apply(sink);
    }

    /// A stream like `System.out`, with a lock inside.
    static SharedPrintStream plain() {
        return new SharedPrintStream(sink -> new PrintStream(sink, true, StandardCharsets.UTF_8));
    }

    /// A subclass, whose lock is its monitor.
    static SharedPrintStream subclass() {
        return new SharedPrintStream(sink -> new PrintStream(sink, true, StandardCharsets.UTF_8) {});
    }

    @Override
    public void hold(Runnable inside) {
        sink.next(inside);
        use();
    }

    @Override
    public void use() {
        stream.println("a line");
    }
}
