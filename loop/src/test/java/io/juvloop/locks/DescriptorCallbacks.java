package io.juvloop.locks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;

/// Callbacks for a descriptor's readiness.
enum DescriptorCallbacks implements KindOfCallback {
    READER {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) throws IOException {
            OpenPipe pipe = OpenPipe.create();
            there.run(() -> there.loop().addReader(pipe.source(), () -> {
                pipe.read();
                callback.run();
            }));
            return new Provocation() {
                @Override
                public void provoke() throws IOException {
                    pipe.sink().write(ByteBuffer.allocate(1));
                }

                @Override
                public void close() {
                    there.run(() -> there.loop().removeReader(pipe.source()));
                    pipe.close();
                }
            };
        }
    },
    WRITER {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) throws IOException {
            OpenPipe pipe = OpenPipe.create();
            return new Provocation() {
                @Override
                public void provoke() {
                    there.post(() -> there.loop().addWriter(pipe.sink(), () -> {
                        there.loop().removeWriter(pipe.sink());
                        callback.run();
                    }));
                }

                @Override
                public void close() {
                    pipe.close();
                }
            };
        }
    };

    private record OpenPipe(Pipe.SourceChannel source, Pipe.SinkChannel sink) implements AutoCloseable {
        static OpenPipe create() throws IOException {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            pipe.sink().configureBlocking(false);
            return new OpenPipe(pipe.source(), pipe.sink());
        }

        void read() {
            try {
                source.read(ByteBuffer.allocate(1));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void close() {
            try {
                source.close();
                sink.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
