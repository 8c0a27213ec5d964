package io.juvloop.locks;

import io.juvloop.files.FileWatch;
import io.juvloop.files.WatchOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// The listeners of files and folders.
enum WatchCallbacks implements KindOfCallback {
    FOLDER {
        @Override
        FileWatch watch(LoopElsewhere there, Path folder, Runnable callback) throws IOException {
            return there.loop().files().watch(folder, (_, _) -> callback.run());
        }
    },
    TREE_OF_FOLDERS {
        @Override
        FileWatch watch(LoopElsewhere there, Path folder, Runnable callback) throws IOException {
            WatchOptions all = WatchOptions.DEFAULT.withRecursive(true);
            return there.loop().files().watch(folder, all, (_, _) -> callback.run());
        }
    },
    FILE {
        @Override
        FileWatch watch(LoopElsewhere there, Path folder, Runnable callback) throws IOException {
            return there.loop().files().watch(folder.resolve(NAME), (_, _) -> callback.run());
        }
    },
    STATE_OF_A_FILE {
        @Override
        FileWatch watch(LoopElsewhere there, Path folder, Runnable callback) throws IOException {
            return there.loop()
                    .files()
                    .watchStat(folder.resolve(NAME), Duration.ofMillis(5), (_, _, _) -> callback.run());
        }
    };

    private static final String NAME = "watched";

    abstract FileWatch watch(LoopElsewhere there, Path folder, Runnable callback) throws IOException;

    @Override
    public Provocation prepare(LoopElsewhere there, Runnable callback) throws IOException {
        return new OnWatchedFile(there, callback);
    }

    private final class OnWatchedFile implements Provocation {
        private final LoopElsewhere there;
        private final Path folder = Files.createTempDirectory("locks");
        private final Path file = Files.createFile(folder.resolve(NAME));
        private final AtomicInteger told = new AtomicInteger();
        private final FileWatch watch;
        private int size;

        OnWatchedFile(LoopElsewhere there, Runnable callback) throws IOException {
            this.there = there;
            Runnable counted = () -> {
                told.incrementAndGet();
                callback.run();
            };
            this.watch = there.call(() -> watch(there, folder, counted));
        }

        /// A change before the first poll of the status is not reported.
        @Override
        public void ready() {
            there.until("the first change", () -> {
                change();
                return told.get() > 0;
            });
        }

        private void change() {
            try {
                Files.write(file, new byte[++size]);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void provoke() {
            change();
        }

        @Override
        public void close() {
            there.run(watch::close);
            try {
                Files.delete(file);
                Files.delete(folder);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
