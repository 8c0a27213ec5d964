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
import java.util.stream.Stream;

/// Datagrams of several endpoints to several others: offered, batched and queued ones, and the addresses that
/// they need, by UDP and by Unix sockets.
public final class DatagramSends implements Runnable {
    private static final int RECEIVERS = 3;
    private static final int LAST = 20;

    private final EventLoop loop = EventLoop.create();
    private MemoryAtRest memory = new MemoryAtRest(loop);
    private IntFunction<DatagramOptions> options = id -> DatagramOptions.DEFAULT;
    private final List<DatagramReceiver> receivers = new ArrayList<>();
    private final List<SocketAddress> names = new ArrayList<>();
    private final List<DatagramReceiver> senders = new ArrayList<>();
    private final List<Set<Integer>> sent = new ArrayList<>();
    private final List<Set<Integer>> doubtful = new ArrayList<>();
    private final Path folder = TestedConnections.freshFolder();
    private int next;
    private int opened;

    /// For the loader.
    public DatagramSends() {}

    @Override
    public void run() {
        loop.setExceptionHandler((of, context) -> {}); // the error may be reported
        loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
        options = id -> DatagramOptions.DEFAULT.withLocalAddress("127.0.0.1", 0);
        scenarios("UDP");
        options = id -> DatagramOptions.DEFAULT.withLocalAddress(
                UnixDomainSocketAddress.of(folder.resolve(id + "-" + ++opened)));
        scenarios("Unix");
        loop.close();
        TestedConnections.delete(folder);
    }

    private void scenarios(String kind) {
        memory = new MemoryAtRest(loop);
        for (int id = 1; id <= RECEIVERS; id++) {
            receivers.add(open(id));
            names.add(receivers.getLast().name());
            senders.add(open(id));
            sent.add(new HashSet<>());
            doubtful.add(new HashSet<>());
        }
        scenario(kind + ", one by one", this::oneByOne);
        scenario(kind + ", several together", this::together);
        scenario(kind + ", to a receiver with little room", this::littleRoom);
        if (kind.equals("Unix")) {
            scenario(kind + ", to a receiver that is full", this::fill, this::full);
        }
        EachStep.run(kind + ", passed on", this::passedOn);
        scenario(kind + ", ends", this::ends);
        receivers.forEach(receiver -> receiver.transport().close());
        senders.forEach(sender -> sender.transport().close());
        Await.until(
                loop, () -> Stream.concat(receivers.stream(), senders.stream()).allMatch(DatagramReceiver::isLost));
        receivers.clear();
        names.clear();
        senders.clear();
        sent.clear();
        doubtful.clear();
    }

    private DatagramReceiver open(int id) {
        return loop.runUntilComplete(loop.createDatagramEndpoint(() -> new DatagramReceiver(id), options.apply(id)))
                .protocol();
    }

    private void scenario(String name, Runnable operations) {
        scenario(name, () -> {}, operations);
    }

    private void scenario(String name, Runnable before, Runnable operations) {
        EachStep.run(name, step -> {
            int[] steps = new int[1];
            boolean[] done = new boolean[1];
            loop.callSoon(() -> {
                before.run();
                Faults.arm(step);
                operations.run();
                steps[0] = Faults.disarm();
                done[0] = true;
            });
            Await.until(loop, () -> done[0]);
            check();
            return steps[0];
        });
    }

    /// Sends a block to a receiver; the program catches an error.
    private void send(int receiver, int length, Consumer<byte[]> operation) {
        int number = next++ & Short.MAX_VALUE;
        note(receiver, number, () -> operation.accept(Block.of(receiver, number, length)));
    }

    private void note(int receiver, int number, Runnable operation) {
        try {
            operation.run();
            sent.get(receiver - 1).add(number);
        } catch (StackOverflowError thrown) {
            doubtful.get(receiver - 1).add(number);
        }
    }

    private SocketAddress receiver(int id) {
        return names.get(id - 1);
    }

    private DatagramReceiver sender(int id) {
        return senders.get(id - 1);
    }

    private void oneByOne() {
        send(1, 100, block -> sender(1).transport().sendTo(block, receiver(1)));
        send(2, 90, block -> sender(1).transport().sendTo(ByteBuffer.wrap(block), receiver(2)));
        send(1, 80, block -> sender(2).transport().sendTo(MemorySegment.ofArray(block), receiver(1)));
        send(3, 70, block -> sender(1).transport().sendTo(block, receiver(3)));
    }

    private void together() {
        sendAll(1, 1, 3);
        sendAll(2, 2, 2);
        send(1, 70, block -> sender(3).transport().sendTo(block, receiver(1)));
    }

    private void sendAll(int sender, int receiver, int count) {
        List<ByteBuffer> blocks = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = next++ & Short.MAX_VALUE;
            numbers.add(number);
            blocks.add(ByteBuffer.wrap(Block.of(receiver, number, 50 + i)));
        }
        Runnable operation = () -> sender(sender).transport().sendAll(blocks, receiver(receiver));
        try {
            operation.run();
            sent.get(receiver - 1).addAll(numbers);
        } catch (StackOverflowError thrown) {
            doubtful.get(receiver - 1).addAll(numbers);
        }
    }

    /// The kernel takes no more for the first receiver, which cannot receive within a callback.
    private void fill() {
        while (sender(3).transport().writeBufferSize() == 0) {
            send(1, 10, block -> sender(3).transport().sendTo(block, receiver(1)));
        }
    }

    /// These wait, and the others behind them.
    private void full() {
        send(1, 60, block -> sender(1).transport().sendTo(block, receiver(1)));
        sendAll(1, 1, 2);
        send(2, 70, block -> sender(1).transport().sendTo(block, receiver(2)));
        send(3, 80, block -> sender(2).transport().sendTo(block, receiver(3)));
    }

    /// Avoids filling a receiver, because UDP drops datagrams that it has no room for.
    private void littleRoom() {
        for (int i = 0; i < 2; i++) {
            send(1, 60, block -> sender(1).transport().sendTo(block, receiver(1)));
        }
        sendAll(1, 1, 2);
        send(2, 70, block -> sender(1).transport().sendTo(block, receiver(2)));
        send(3, 80, block -> sender(2).transport().sendTo(block, receiver(3)));
    }

    private void ends() {
        send(1, 100, block -> sender(1).transport().sendTo(block, receiver(1)));
        end(() -> sender(1).transport().close());
        send(2, 90, block -> sender(2).transport().sendTo(block, receiver(2)));
        end(() -> sender(2).transport().abort());
        send(3, 80, block -> sender(3).transport().sendTo(block, receiver(3)));
    }

    private static void end(Runnable operation) {
        try {
            operation.run();
        } catch (StackOverflowError thrown) {
            // the program continues
        }
    }

    /// The first sender receives a datagram and passes its view on.
    private int passedOn(int step) {
        int[] steps = new int[1];
        int first = next++ & Short.MAX_VALUE;
        int second = next++ & Short.MAX_VALUE;
        byte[] toFirst = Block.of(1, first, 300);
        byte[] toSecond = Block.of(2, second, 400);
        sender(1).action(data -> {
            Faults.arm(step);
            data.position(1).limit(1 + toFirst.length);
            note(1, first, () -> sender(1).transport().sendTo(data, receiver(1)));
            data.clear().position(1 + toFirst.length).limit(1 + toFirst.length + toSecond.length);
            note(2, second, () -> sender(2).transport().sendTo(data, receiver(2)));
            steps[0] = Faults.disarm();
        });
        ByteBuffer both = ByteBuffer.allocate(1 + toFirst.length + toSecond.length);
        both.put((byte) 0).put(toFirst).put(toSecond).flip();
        sender(3).transport().sendTo(both, sender(1).name());
        Await.until(loop, () -> steps[0] > 0);
        check();
        return steps[0];
    }

    /// Waits until all datagrams have arrived and compares them; replaces the endpoints that are lost.
    private void check() {
        List<Integer> lasts = Stream.iterate(1, id -> id + 1)
                .limit(RECEIVERS)
                .map(this::sendLast)
                .toList();
        Await.until(loop, () -> hasArrived(lasts) && senders.stream().allMatch(DatagramSends::isQuiet));
        long broken = senders.stream().filter(DatagramReceiver::isLost).count();
        for (int id = 1; id <= RECEIVERS; id++) {
            compare(id, broken > 0);
        }
        senders.replaceAll(sender -> sender.isLost() ? open(sender.id()) : sender);
        memory.check();
    }

    private int sendLast(int receiver) {
        int number = next++ & Short.MAX_VALUE;
        senders.stream()
                .filter(sender -> !sender.isClosing())
                .forEach(sender -> sender.transport().sendTo(Block.of(receiver, number, LAST), receiver(receiver)));
        return number;
    }

    /// Whether the last block of each sender that is still there has arrived everywhere, and so all before it.
    private boolean hasArrived(List<Integer> lasts) {
        long live = senders.stream().filter(sender -> !sender.isClosing()).count();
        for (int i = 0; i < RECEIVERS; i++) {
            if (!receivers.get(i).hasReceived(lasts.get(i), live)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isQuiet(DatagramReceiver sender) {
        return sender.isClosing() ? sender.isLost() : sender.transport().writeBufferSize() == 0;
    }

    private void compare(int receiver, boolean mayMiss) {
        List<Integer> came = receivers.get(receiver - 1).take();
        Set<Integer> missing = new HashSet<>(sent.get(receiver - 1));
        missing.removeAll(came);
        if (!missing.isEmpty() && !mayMiss) {
            throw new AssertionError("receiver " + receiver + " did not receive " + missing + " but " + came);
        }
        Set<Integer> once = new HashSet<>(sent.get(receiver - 1));
        once.addAll(doubtful.get(receiver - 1));
        came.stream()
                .filter(once::contains)
                .filter(number -> Collections.frequency(came, number) > 1)
                .forEach(number -> {
                    throw new AssertionError("receiver " + receiver + " received " + number + " twice");
                });
        sent.get(receiver - 1).clear();
        doubtful.get(receiver - 1).clear();
    }
}
