package io.juvloop.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Converts asyncio's lines to Java's forms: text without terminator, iterators and streams.
///
/// Any thread. Stateless.
final class Lines {
    private Lines() {}

    /// Reads the next line.
    @FunctionalInterface
    interface Source {
        byte[] next() throws IOException;
    }

    /// Checks that lines can be found byte by byte in a charset.
    static Charset checked(Charset charset) {
        if (!charset.equals(StandardCharsets.UTF_8)) {
            byte[] newline = "\n".getBytes(charset);
            if (newline.length != 1 || newline[0] != '\n') {
                throw new IllegalArgumentException("lines of " + charset + " do not end with the byte 10");
            }
        }
        return charset;
    }

    /// The text of a line without its terminator, or null for the empty line at the end of the stream.
    static @Nullable String text(Charset charset, byte[] line) {
        int length = line.length;
        if (length == 0) {
            return null;
        }
        if (line[length - 1] == '\n') {
            length--;
            if (length > 0 && line[length - 1] == '\r') {
                length--;
            }
        }
        return new String(line, 0, length, charset);
    }

    /// Iterates over lines until one is null.
    static <T> Iterator<T> iterator(Source source, Function<byte[], @Nullable T> element) {
        return new Iterator<>() {
            private @Nullable T next;
            private boolean ended;

            @Override
            public boolean hasNext() {
                if (next == null && !ended) {
                    try {
                        next = element.apply(source.next());
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                    ended = next == null;
                }
                return next != null;
            }

            @Override
            public T next() {
                T line = hasNext() ? next : null;
                if (line == null) {
                    throw new NoSuchElementException("the stream has ended");
                }
                next = null;
                return line;
            }
        };
    }

    static <T> Stream<T> stream(Iterator<T> lines) {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lines, traits), false);
    }
}
