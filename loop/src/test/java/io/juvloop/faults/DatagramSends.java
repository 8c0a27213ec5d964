package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.testing.Await;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Datagrams of several endpoints to several others: offered, batched and queued ones, and the addresses that
/// they need, by UDP and by Unix sockets.
public final class DatagramSends implements Runnable {
    private static final int EARS = 3;
    private static final int LAST = 20;

    private final EventLoop loop = EventLoop.create();
    private IntFunction<DatagramOptions> options = id -> DatagramOptions.DEFAULT;
    private final List<Ear> ears = new ArrayList<>();
    private final List<SocketAddress> names = new ArrayList<>();
    private final List<Ear> mouths = new ArrayList<>();
    private final List<Set<Integer>> sent = new ArrayList<>();
    private final List<Set<Integer>> doubtful = new ArrayList<>();
    private final Path folder = Lines.freshFolder();
    private int next;
    private int opened;

    /// For the loader.
    public DatagramSends() {}

    @Override
    public void run() {
        loop.setExceptionHandler((of, context) -> {}); // the error may be reported
        loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
        options = id -> DatagramOptions.DEFAULT.withLocalAddress("127.0.0.1", 0);
        play("UDP");
        options = id -> DatagramOptions.DEFAULT.withLocalAddress(
                UnixDomainSocketAddress.of(folder.resolve(id + "-" + ++opened)));
        play("Unix");
        loop.close();
        Lines.delete(folder);
    }

    private void play(String kind) {
        for (int id = 1; id <= EARS; id++) {
            ears.add(open(id));
            names.add(ears.getLast().name());
            mouths.add(open(id));
            sent.add(new HashSet<>());
            doubtful.add(new HashSet<>());
        }
        play(kind + ", one by one", this::oneByOne);
        play(kind + ", several together", this::together);
        play(kind + ", to an ear with little room", this::littleRoom);
        if (kind.equals("Unix")) {
            play(kind + ", to an ear that is full", this::fill, this::full);
        }
        Act.atEachStep(kind + ", passed on", this::passedOn);
        play(kind + ", ends", this::ends);
        ears.forEach(ear -> ear.transport().close());
        mouths.forEach(mouth -> mouth.transport().close());
        Await.until(
                loop,
                () -> ears.stream().allMatch(Ear::isLost) && mouths.stream().allMatch(Ear::isLost));
        ears.clear();
        names.clear();
        mouths.clear();
        sent.clear();
        doubtful.clear();
    }

    private Ear open(int id) {
        return loop.runUntilComplete(loop.createDatagramEndpoint(() -> new Ear(id), options.apply(id)))
                .protocol();
    }

    private void play(String name, Runnable act) {
        play(name, () -> {}, act);
    }

    private void play(String name, Runnable before, Runnable act) {
        Act.atEachStep(name, step -> {
            int[] steps = new int[1];
            boolean[] done = new boolean[1];
            loop.callSoon(() -> {
                before.run();
                Faults.arm(step);
                act.run();
                steps[0] = Faults.disarm();
                done[0] = true;
            });
            Await.until(loop, () -> done[0]);
            check();
            return steps[0];
        });
    }

    /// Sends a block to an ear; the program catches an error.
    private void send(int ear, int length, Consumer<byte[]> operation) {
        int number = next++ & Short.MAX_VALUE;
        note(ear, number, () -> operation.accept(Block.of(ear, number, length)));
    }

    private void note(int ear, int number, Runnable operation) {
        try {
            operation.run();
            sent.get(ear - 1).add(number);
        } catch (StackOverflowError thrown) {
            doubtful.get(ear - 1).add(number);
        }
    }

    private SocketAddress ear(int id) {
        return names.get(id - 1);
    }

    private Ear mouth(int id) {
        return mouths.get(id - 1);
    }

    private void oneByOne() {
        send(1, 100, block -> mouth(1).transport().sendTo(block, ear(1)));
        send(2, 90, block -> mouth(1).transport().sendTo(ByteBuffer.wrap(block), ear(2)));
        send(1, 80, block -> mouth(2).transport().sendTo(MemorySegment.ofArray(block), ear(1)));
        send(3, 70, block -> mouth(1).transport().sendTo(block, ear(3)));
    }

    private void together() {
        sendAll(1, 1, 3);
        sendAll(2, 2, 2);
        send(1, 70, block -> mouth(3).transport().sendTo(block, ear(1)));
    }

    private void sendAll(int mouth, int ear, int count) {
        List<ByteBuffer> blocks = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = next++ & Short.MAX_VALUE;
            numbers.add(number);
            blocks.add(ByteBuffer.wrap(Block.of(ear, number, 50 + i)));
        }
        Runnable operation = () -> mouth(mouth).transport().sendAll(blocks, ear(ear));
        try {
            operation.run();
            sent.get(ear - 1).addAll(numbers);
        } catch (StackOverflowError thrown) {
            doubtful.get(ear - 1).addAll(numbers);
        }
    }

    /// The kernel takes no more for the first ear, which cannot hear within a callback.
    private void fill() {
        while (mouth(3).transport().writeBufferSize() == 0) {
            send(1, 10, block -> mouth(3).transport().sendTo(block, ear(1)));
        }
    }

    /// These wait, and the others behind them.
    private void full() {
        send(1, 60, block -> mouth(1).transport().sendTo(block, ear(1)));
        sendAll(1, 1, 2);
        send(2, 70, block -> mouth(1).transport().sendTo(block, ear(2)));
        send(3, 80, block -> mouth(2).transport().sendTo(block, ear(3)));
    }

    /// Avoids filling an ear, because UDP drops datagrams that it has no room for.
    private void littleRoom() {
        for (int i = 0; i < 2; i++) {
            send(1, 60, block -> mouth(1).transport().sendTo(block, ear(1)));
        }
        sendAll(1, 1, 2);
        send(2, 70, block -> mouth(1).transport().sendTo(block, ear(2)));
        send(3, 80, block -> mouth(2).transport().sendTo(block, ear(3)));
    }

    private void ends() {
        send(1, 100, block -> mouth(1).transport().sendTo(block, ear(1)));
        end(() -> mouth(1).transport().close());
        send(2, 90, block -> mouth(2).transport().sendTo(block, ear(2)));
        end(() -> mouth(2).transport().abort());
        send(3, 80, block -> mouth(3).transport().sendTo(block, ear(3)));
    }

    private static void end(Runnable operation) {
        try {
            operation.run();
        } catch (StackOverflowError thrown) {
            // the program continues
        }
    }

    /// The first mouth receives a datagram and passes its view on.
    private int passedOn(int step) {
        int[] steps = new int[1];
        int first = next++ & Short.MAX_VALUE;
        int second = next++ & Short.MAX_VALUE;
        byte[] toFirst = Block.of(1, first, 300);
        byte[] toSecond = Block.of(2, second, 400);
        mouth(1).action(data -> {
            Faults.arm(step);
            data.position(1).limit(1 + toFirst.length);
            note(1, first, () -> mouth(1).transport().sendTo(data, ear(1)));
            data.clear().position(1 + toFirst.length).limit(1 + toFirst.length + toSecond.length);
            note(2, second, () -> mouth(2).transport().sendTo(data, ear(2)));
            steps[0] = Faults.disarm();
        });
        ByteBuffer both = ByteBuffer.allocate(1 + toFirst.length + toSecond.length);
        both.put((byte) 0).put(toFirst).put(toSecond).flip();
        mouth(3).transport().sendTo(both, mouth(1).name());
        Await.until(loop, () -> steps[0] > 0);
        check();
        return steps[0];
    }

    /// Waits until all datagrams have arrived and compares them; replaces the endpoints that are lost.
    private void check() {
        for (int id = 1; id <= EARS; id++) {
            int ear = id;
            int number = next++ & Short.MAX_VALUE;
            for (Ear mouth : mouths) {
                if (!mouth.isClosing()) {
                    mouth.transport().sendTo(Block.of(ear, number, LAST), ear(ear));
                }
            }
            if (mouths.stream().anyMatch(mouth -> !mouth.isClosing())) {
                Await.until(loop, () -> ears.get(ear - 1).hasHeard(number));
            }
            Await.until(loop, () -> mouths.stream().allMatch(mouth -> isQuiet(mouth)));
        }
        long broken = mouths.stream().filter(Ear::isLost).count();
        for (int id = 1; id <= EARS; id++) {
            compare(id, broken > 0);
        }
        mouths.replaceAll(mouth -> mouth.isLost() ? open(mouth.id()) : mouth);
    }

    private static boolean isQuiet(Ear mouth) {
        return mouth.isClosing() ? mouth.isLost() : mouth.transport().writeBufferSize() == 0;
    }

    private void compare(int ear, boolean mayMiss) {
        List<Integer> came = ears.get(ear - 1).take();
        Set<Integer> missing = new HashSet<>(sent.get(ear - 1));
        missing.removeAll(came);
        if (!missing.isEmpty() && !mayMiss) {
            throw new AssertionError("ear " + ear + " did not hear " + missing + " but " + came);
        }
        Set<Integer> once = new HashSet<>(sent.get(ear - 1));
        once.addAll(doubtful.get(ear - 1));
        came.stream()
                .filter(once::contains)
                .filter(number -> Collections.frequency(came, number) > 1)
                .forEach(number -> {
                    throw new AssertionError("ear " + ear + " heard " + number + " twice");
                });
        sent.get(ear - 1).clear();
        doubtful.get(ear - 1).clear();
    }
}
