package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.WriteBufferLimits;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.testing.Await;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Datagrams that wait because their receivers are full, with a peer and without: all that the loop does from the
/// first answer of the kernel's on. Their protocol writes on, or is lost, and a close that waits comes to its end.
public final class DatagramAnswers implements Runnable {
    private static final List<String> CALLERS = List.of(
            "io/juvloop/bindings/Dispatch",
            "io/juvloop/bindings/UdpSendRequest",
            "io/juvloop/bindings/UvRequest",
            "io/juvloop/internal/datagram/",
            "io/juvloop/internal/stream/FlowControl");
    private static final int COUNT = 2;
    private static final int LENGTH = 50;

    private final EventLoop loop = EventLoop.create();
    private final Path folder = TestedConnections.freshFolder();
    private final List<DatagramReceiver> receivers = new ArrayList<>();
    private final List<DatagramReceiver> senders = new ArrayList<>();
    private final List<List<Integer>> sent = new ArrayList<>();
    private boolean withPeer;
    private int next;
    private int opened;

    /// For the loader.
    public DatagramAnswers() {}

    @Override
    public void run() {
        loop.setExceptionHandler((of, context) -> {}); // the error may be reported
        loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
        for (int id = 1; id <= COUNT; id++) {
            receivers.add(openReceiver(id));
            sent.add(new ArrayList<>());
        }
        for (boolean peer : new boolean[] {true, false}) {
            withPeer = peer;
            IntStream.rangeClosed(1, COUNT).forEach(id -> senders.add(openSender(id)));
            String kind = peer ? "with a peer" : "without a peer";
            EachStep.run("waiting datagrams, " + kind, step -> scenario(step, false));
            EachStep.run("a close that waits, " + kind, step -> scenario(step, true));
            senders.forEach(sender -> sender.transport().close());
            Await.until(loop, () -> senders.stream().allMatch(DatagramReceiver::isLost));
            senders.clear();
        }
        receivers.forEach(receiver -> receiver.transport().close());
        Await.until(loop, () -> receivers.stream().allMatch(DatagramReceiver::isLost));
        loop.close();
        TestedConnections.delete(folder);
    }

    private UnixDomainSocketAddress address(String name) {
        return UnixDomainSocketAddress.of(folder.resolve(name));
    }

    private DatagramReceiver open(int id, DatagramOptions options) {
        return loop.runUntilComplete(loop.createDatagramEndpoint(() -> new DatagramReceiver(id), options))
                .protocol();
    }

    private DatagramReceiver openReceiver(int id) {
        return open(id, DatagramOptions.DEFAULT.withLocalAddress(address("receiver" + id)));
    }

    private DatagramReceiver openSender(int id) {
        DatagramOptions options = DatagramOptions.DEFAULT.withLocalAddress(address("sender" + ++opened));
        DatagramReceiver sender = open(id, withPeer ? options.withRemoteAddress(address("receiver" + id)) : options);
        sender.transport().setWriteBufferLimits(new WriteBufferLimits(LENGTH, 4 * LENGTH));
        return sender;
    }

    /// Fills the receivers until each sender is paused, and lets them receive then.
    private int scenario(int step, boolean closes) {
        boolean[] begun = new boolean[1];
        loop.callSoon(() -> {
            receivers.forEach(receiver -> receiver.transport().pauseReading());
            senders.forEach(this::fill);
            Faults.armCallsOf(step, CALLERS);
            if (closes) {
                TestedConnection.tolerating(() -> senders.getFirst().transport().close());
            }
            receivers.forEach(receiver -> TestedConnection.tolerating(receiver.transport()::resumeReading));
            begun[0] = true;
        });
        Await.until(loop, "the answers", () -> begun[0] && (Faults.hasThrown() || isOver(closes)));
        int steps = Faults.disarm();
        if (closes) {
            senders.getFirst().transport().close(); // what an error may have kept from being done
        }
        receivers.forEach(receiver -> receiver.transport().resumeReading());
        Await.until(
                loop,
                "the answers after an error",
                () -> isOver(closes)
                        && senders.stream()
                                .allMatch(sender ->
                                        sender.isLost() || sender.transport().writeBufferSize() == 0));
        Await.until(loop, "the handles", () -> handles() == receivers.size() + senders.size() - lost());
        check();
        return steps;
    }

    private void fill(DatagramReceiver sender) {
        while (!sender.isPaused()) {
            int number = next++ & Short.MAX_VALUE;
            byte[] block = Block.of(sender.id(), number, LENGTH);
            sender.transport()
                    .sendTo(
                            block,
                            withPeer ? null : receivers.get(sender.id() - 1).name());
            sent.get(sender.id() - 1).add(number);
        }
    }

    private boolean isOver(boolean closes) {
        return senders.stream().allMatch(sender -> sender.isLost() || (!mustEnd(sender, closes) && isQuiet(sender)));
    }

    private boolean mustEnd(DatagramReceiver sender, boolean closes) {
        return closes && sender.equals(senders.getFirst());
    }

    /// Whether it may write on, and the receiver has the last or is lost; calls nothing of the library.
    private boolean isQuiet(DatagramReceiver sender) {
        DatagramReceiver receiver = receivers.get(sender.id() - 1);
        int last = sent.get(sender.id() - 1).getLast();
        return !sender.isPaused() && (receiver.isLost() || receiver.hasReceived(last, 1));
    }

    private long lost() {
        return Stream.concat(receivers.stream(), senders.stream())
                .filter(DatagramReceiver::isLost)
                .count();
    }

    private long handles() {
        return Objects.requireNonNull(loop.stats().handles().get("UDP")).live();
    }

    private void check() {
        if (Objects.requireNonNull(loop.stats().requests().get("UDP_SEND")).live() != 0) {
            throw new AssertionError("a request is left");
        }
        long broken = Stream.concat(receivers.stream(), senders.stream())
                .filter(end -> end.cause() != null)
                .count();
        for (DatagramReceiver sender : List.copyOf(senders)) {
            int place = sender.id() - 1;
            DatagramReceiver receiver = receivers.get(place);
            List<Integer> came = receiver.take();
            List<Integer> expected = List.copyOf(sent.get(place));
            sent.get(place).clear();
            boolean mayBeCut = receiver.isLost() || sender.cause() != null;
            int atLeast = mayBeCut ? Math.min(came.size(), expected.size()) : expected.size();
            if (!came.equals(expected.subList(0, atLeast))) {
                throw new AssertionError("sent " + expected + ", and there came " + came);
            }
            replace(receiver, sender);
        }
        if (broken > 1) {
            throw new AssertionError("one error has cost two endpoints");
        }
    }

    private void replace(DatagramReceiver receiver, DatagramReceiver sender) {
        int place = sender.id() - 1;
        if (receiver.isLost()) {
            receivers.set(place, openReceiver(sender.id()));
            sender.transport().close();
            Await.until(loop, "the end of the sender", sender::isLost);
        }
        if (sender.isLost()) {
            senders.set(place, openSender(sender.id()));
        }
    }
}
