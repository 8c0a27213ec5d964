package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.files.AsyncDirectory;
import io.juvloop.files.AsyncFile;
import io.juvloop.files.OpenOptions;
import io.juvloop.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads and writes of several files beside connections, which share the memory that bytes are copied through.
public final class FileTransfers implements Runnable {
    private static final String ANSWER = "io.juvloop.bindings.FsRequest";
    private static final int COUNT = 3;
    private static final int LARGE = 300_000;

    private final EventLoop loop = EventLoop.create();
    private final Path folder = TestedConnections.freshFolder();
    private final List<AsyncFile> files = new ArrayList<>();
    private final List<Written> written = new ArrayList<>();
    private final List<Read> read = new ArrayList<>();
    private int round;

    /// A write that was begun, whose future may be lost with an error.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Written(int file, byte[] block, @Nullable CompletableFuture<?> future) {}

    /// A read of the block that the file has.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Read(
            byte[] expected, ByteBuffer target, @Nullable CompletableFuture<?> future) {}

    /// For the loader.
    public FileTransfers() {}

    @Override
    public void run() {
        with(lines -> {
            EachStep.run("writes", step -> scenario(lines, () -> writes(lines), step));
            EachStep.run("reads", step -> scenario(lines, () -> reads(lines), step));
            EachStep.run("answers of writes", step -> answers(lines, step, () -> writes(lines)));
            EachStep.run("answers of reads", step -> answers(lines, step, () -> reads(lines)));
            EachStep.run("answers of openings and closes", this::openings);
        });
        loop.close();
    }

    private void with(Consumer<TestedConnections> scenarios) {
        loop.setExceptionHandler((of, context) -> {}); // the error is reported
        loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
        try (TestedConnections lines = new TestedConnections(loop, RecordingEnd::new)) {
            scenarios.accept(lines);
        }
        TestedConnections.delete(folder);
    }

    private int scenario(TestedConnections lines, Runnable operations, int step) {
        begin();
        lines.clog(lines.line(4));
        int[] steps = new int[1];
        lines.inCallback(() -> {
            Faults.arm(step);
            operations.run();
            steps[0] = Faults.disarm();
        });
        settle();
        end(lines);
        return steps[0];
    }

    private int answers(TestedConnections lines, int step, Runnable operations) {
        begin();
        lines.clog(lines.line(4));
        lines.inCallback(() -> {
            operations.run();
            Faults.armEvents(step, ANSWER);
        });
        settle();
        int steps = Faults.disarm();
        end(lines);
        return steps;
    }

    /// Opens files and a folder, reads the folder, and closes them, with the error in one of the answers.
    private int openings(int step) {
        begin();
        files.forEach(AsyncFile::close);
        List<CompletableFuture<?>> all = new ArrayList<>();
        loop.callSoon(() -> {
            all.add(loop.files().open(path(0), OpenOptions.READ).thenAccept(FileTransfers::end));
            all.add(loop.files().open(folder.resolve("none"), OpenOptions.READ));
            all.add(loop.files().opendir(folder).thenAccept(FileTransfers::end));
            all.add(loop.files().stat(path(1)));
            all.add(loop.files().mkstemp(folder.resolve("XXXXXX")).thenAccept(FileTransfers::end));
            Faults.armEvents(step, ANSWER);
        });
        Await.until(loop, "the answers", () -> !all.isEmpty() && all.stream().allMatch(CompletableFuture::isDone));
        all.forEach(FileTransfers::look);
        Await.until(loop, "closed files", () -> OpenDescriptors.under(folder) == 0);
        int steps = Faults.disarm();
        Await.until(loop, "the answers of their closes", this::hasNoRequest);
        return steps;
    }

    private boolean hasNoRequest() {
        return loop.stats().requests().get("FS").live() == 0;
    }

    private static void end(AsyncFile file) {
        end(file::close);
    }

    private static void end(AsyncDirectory directory) {
        end(directory::close);
    }

    /// The program closes once more what an error kept open.
    private static void end(Runnable close) {
        try {
            close.run();
        } catch (StackOverflowError thrown) {
            close.run();
        }
    }

    private static void look(CompletableFuture<?> future) {
        var _ = future.exceptionally(failure -> null);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    private void begin() {
        written.clear();
        read.clear();
        files.clear();
        round++;
        for (int id = 0; id < COUNT; id++) {
            byte[] before = Block.of(id, round, LARGE);
            try {
                Files.write(path(id), before);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            files.add(loop.runUntilComplete(loop.files().open(path(id), OpenOptions.READ_WRITE)));
        }
    }

    private Path path(int id) {
        return folder.resolve("file" + id);
    }

    private void writes(TestedConnections lines) {
        write(0, 100);
        lines.line(1).write(90, (transport, block) -> transport.write(block));
        write(1, LARGE);
        lines.line(4).write(5000, (transport, block) -> transport.write(block));
        write(2, 5000);
        lines.line(4).write(80, (transport, block) -> transport.write(block));
    }

    private void write(int file, int length) {
        byte[] block = Block.of(file, round + 1, length);
        written.add(new Written(file, block, tolerating(() -> files.get(file).write(ByteBuffer.wrap(block), 0))));
    }

    private void reads(TestedConnections lines) {
        readInto(0, LARGE);
        lines.line(1).write(90, (transport, block) -> transport.write(block));
        readInto(1, 5000);
        lines.line(4).write(5000, (transport, block) -> transport.write(block));
        readInto(2, 100);
        lines.line(4).write(80, (transport, block) -> transport.write(block));
    }

    private void readInto(int file, int length) {
        byte[] expected = Arrays.copyOf(Block.of(file, round, LARGE), length);
        ByteBuffer target = ByteBuffer.allocate(length);
        read.add(new Read(expected, target, tolerating(() -> files.get(file).read(target, 0))));
    }

    private static @Nullable CompletableFuture<?> tolerating(Supplier<CompletableFuture<?>> operation) {
        try {
            return operation.get();
        } catch (StackOverflowError thrown) {
            return null;
        }
    }

    /// Waits until each operation that the program knows of has ended.
    private void settle() {
        Await.until(
                loop,
                "the ends of the operations",
                () -> written.stream().allMatch(each -> isOver(each.future))
                        && read.stream().allMatch(each -> isOver(each.future)));
    }

    private static boolean isOver(@Nullable CompletableFuture<?> future) {
        return future == null || future.isDone();
    }

    /// Closes the files, which waits for what is under way, and compares everything.
    private void end(TestedConnections lines) {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (AsyncFile file : files) {
            file.close();
            ends.add(file.waitClosed());
        }
        Await.until(loop, "the ends of the files", () -> ends.stream().allMatch(CompletableFuture::isDone));
        require(OpenDescriptors.under(folder) == 0, "a descriptor is left");
        require(hasNoRequest(), "a request is left");
        lines.check();
        written.forEach(this::compare);
        read.forEach(FileTransfers::compare);
        files.clear();
        written.clear();
        read.clear();
        round += 2;
    }

    private void compare(Written write) {
        byte[] content;
        try {
            content = Files.readAllBytes(path(write.file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        byte[] after = Block.of(write.file, round, LARGE);
        byte[] before = after.clone();
        System.arraycopy(write.block, 0, after, 0, write.block.length);
        boolean isWhole = write.future != null && write.future.state() == CompletableFuture.State.SUCCESS;
        if (!Arrays.equals(content, after) && (isWhole || !Arrays.equals(content, before))) {
            throw new AssertionError("file " + write.file + " differs from byte " + Arrays.mismatch(content, after));
        }
    }

    private static void compare(Read read) {
        CompletableFuture<?> future = read.future;
        if (future == null || future.state() != CompletableFuture.State.SUCCESS) {
            return;
        }
        int count = (int) future.resultNow();
        int different =
                ByteBuffer.wrap(read.expected).mismatch(read.target.duplicate().clear());
        if (count != read.expected.length || different >= 0) {
            throw new AssertionError(count + " bytes were read, which differ from byte " + different);
        }
    }
}
