package io.juvloop.bindings;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Streams that the loop polls itself: received by their owner, written when there is room.
class UvStreamTest {
    private static final String EAGAIN = "EAGAIN";

    private final TestLoop loop = new TestLoop();
    private final List<String> events = new ArrayList<>();
    private final MemorySegment memory = loop.uv().allocate(1 << 16);

    @BeforeEach
    void requireOwnPoll() {
        assumeTrue(loop.uv().driver().pollsStreams());
    }

    @AfterEach
    void close() {
        loop.close();
    }

    /// Two connected ends without listeners.
    private record Ends(UvPipe near, UvPipe far) {}

    private Ends ends(StreamEvents ofNear) {
        SocketPair pair = new SocketPair();
        Ends ends = new Ends(new UvPipe(loop.uv(), ofNear), new UvPipe(loop.uv(), new StreamEvents() {}));
        ends.near.open(pair.near());
        ends.far.open(pair.far());
        return ends;
    }

    private Ends ends() {
        return ends(new StreamEvents() {});
    }

    private void send(UvStream from, String text) {
        MemorySegment bytes = loop.uv().allocate(text.length());
        bytes.copyFrom(MemorySegment.ofArray(text.getBytes(US_ASCII)));
        assertThat(from.tryWrite(bytes.address(), text.length())).isEqualTo(text.length());
    }

    private String receive(UvStream from, int room) {
        return text(from.receive(memory.address(), room));
    }

    private String text(int count) {
        if (count < 0) {
            return UvErrors.name(count);
        }
        byte[] bytes = new byte[count];
        Memory.copyOut(memory.address(), bytes, 0, count);
        return new String(bytes, US_ASCII);
    }

    private void turn() {
        loop.uv().run(UvLoop.RUN_NOWAIT);
    }

    // --- Reading

    @Test
    void bytesComeAsFarAsThereIsRoomAndThenNothingAndThenTheEnd() {
        Ends ends = ends();
        send(ends.far, "abcdef");
        assertThat(receive(ends.near, 4)).isEqualTo("abcd");
        assertThat(receive(ends.near, 4)).isEqualTo("ef");
        assertThat(receive(ends.near, 4)).isEqualTo(EAGAIN);
        ends.far.close();
        turn();
        assertThat(receive(ends.near, 4)).isEqualTo("EOF");
        assertThat(receive(ends.near, 4)).isEqualTo("EOF");
    }

    @Test
    void bytesComeIntoASegmentOfTheUsers() {
        Ends ends = ends();
        send(ends.far, "abc");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(2);
            assertThat(ends.near.receive(target)).isEqualTo(2);
            assertThat(target.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE)).containsExactly('a', 'b');
        }
        assertThat(receive(ends.near, 4)).isEqualTo("c");
    }

    @Test
    void aSegmentThatIsClosedOrOfAnotherThreadReceivesNothing() throws InterruptedException {
        Ends ends = ends();
        send(ends.far, "abc");
        MemorySegment freed;
        try (Arena arena = Arena.ofConfined()) {
            freed = arena.allocate(2);
            MemorySegment ours = freed;
            Throwable[] refusal = new Throwable[1];
            Thread other = Thread.ofPlatform().start(() -> refusal[0] = catchThrowable(() -> ends.near.receive(ours)));
            other.join();
            assertThat(refusal[0]).isInstanceOf(WrongThreadException.class);
        }
        assertThatThrownBy(() -> ends.near.receive(freed)).isInstanceOf(IllegalStateException.class);
        assertThat(receive(ends.near, 4)).isEqualTo("abc");
    }

    @Test
    void aResetIsAnErrorOfTheNextReceive() {
        List<String> results = new ArrayList<>();
        Conversation conversation = new Conversation(loop.uv(), new ReadEvents() {
            @Override
            void onResult(byte[] bytes, int result) {
                results.add(text(result));
            }
        });
        loop.runUntil(() -> !results.isEmpty());
        conversation.far().closeReset();
        loop.runUntil(() -> results.size() == 2);
        assertThat(results.getLast()).isEqualTo("ECONNRESET");
        assertThat(receive(conversation.near(), 4)).isEqualTo("EOF");
    }

    @Test
    void aPipeThatIsNoSocketIsReadAllTheSame() {
        long[] numbers = Descriptors.pipe();
        UvPipe reader = new UvPipe(loop.uv(), new StreamEvents() {});
        UvPipe writer = new UvPipe(loop.uv(), new StreamEvents() {});
        reader.open((int) numbers[0]);
        writer.open((int) numbers[1]);
        send(writer, "abcd");
        assertThat(receive(reader, 2)).isEqualTo("ab");
        assertThat(reader.receive(memory.asSlice(0, 1))).isOne();
        assertThat(receive(reader, 2)).isEqualTo("d");
        assertThat(receive(reader, 2)).isEqualTo(EAGAIN);
        assertThat(reader.readStart()).isZero();
        writer.close();
        turn();
        assertThat(receive(reader, 2)).isEqualTo("EOF");
    }

    @Test
    void whatIsNotConnectedCannotBeRead() {
        UvTcp tcp = new UvTcp(loop.uv(), new StreamEvents() {});
        assertThat(UvErrors.name(tcp.readStart())).isEqualTo("ENOTCONN");
        assertThatThrownBy(() -> tcp.receive(memory.address(), 1)).hasMessageContaining("EBADF");
    }

    @Test
    void aClosedStreamTakesNothingFromWhoeverHasItsNumberNow() {
        Ends ends = ends();
        long number = ends.near.fileno();
        ends.near.receive(memory.address(), 1);
        ends.near.close();
        SocketPair next = new SocketPair();
        assertThat((long) next.near()).isEqualTo(number);
        assertThatThrownBy(() -> ends.near.receive(memory.address(), 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ends.near.tryWrite(memory.address(), 1)).isInstanceOf(IllegalStateException.class);
        next.close();
    }

    // --- Watched events

    @Test
    void readabilityComesAgainUntilItIsStoppedAndThenNot() {
        Ends ends = ends(new StreamEvents() {
            @Override
            public void onReadable() {
                events.add("readable");
            }
        });
        send(ends.far, "a");
        turn();
        assertThat(events).isEmpty();
        ends.near.readStart();
        turn();
        turn();
        assertThat(events).hasSize(2);
        ends.near.readStop();
        turn();
        assertThat(events).hasSize(2);
        ends.near.readStart();
        ends.near.readStop();
        ends.near.readStart();
        turn();
        assertThat(events).hasSize(3);
    }

    @Test
    void readabilityComesBeforeWritabilityAndTheFirstMayTakeTheSecondAway() {
        UvPipe[] near = new UvPipe[1];
        Ends ends = ends(new StreamEvents() {
            @Override
            public void onReadable() {
                events.add("readable");
                near[0].awaitWritable(false);
            }

            @Override
            public void onWritable() {
                events.add("writable");
            }
        });
        near[0] = ends.near;
        send(ends.far, "a");
        ends.near.readStart();
        ends.near.awaitWritable(true);
        turn();
        assertThat(events).containsExactly("readable");
        ends.near.awaitWritable(true);
        ends.near.readStop();
        turn();
        assertThat(events).containsExactly("readable", "writable");
    }

    /// The calls that a listener may make on its stream during an event.
    private void inEveryEvent(java.util.function.Consumer<UvPipe> action) {
        for (boolean atRead : new boolean[] {true, false}) {
            UvPipe[] near = new UvPipe[1];
            Ends ends = ends(new StreamEvents() {
                @Override
                public void onReadable() {
                    events.add("readable");
                    if (atRead) {
                        action.accept(near[0]);
                    }
                }

                @Override
                public void onWritable() {
                    events.add("writable");
                    action.accept(near[0]);
                }
            });
            near[0] = ends.near;
            send(ends.far, "a");
            ends.near.readStart();
            ends.near.awaitWritable(true);
            turn();
            turn();
            assertThat(events).isNotEmpty().hasSizeLessThanOrEqualTo(4);
            assertThat(loop.takeEscapes()).isEmpty();
            events.clear();
        }
    }

    @Test
    void stoppingInEveryEventIsHarmless() {
        inEveryEvent(stream -> {
            stream.readStop();
            stream.awaitWritable(false);
        });
    }

    @Test
    void closingInEveryEventIsHarmless() {
        inEveryEvent(UvPipe::close);
    }

    @Test
    void handingOverInEveryEventIsHarmless() {
        inEveryEvent(stream -> {
            stream.events(new StreamEvents() {});
            stream.readStop();
            stream.readStart();
            stream.events().onReadable();
        });
    }

    @Test
    void closingOthersInEveryEventIsHarmless() {
        List<Ends> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(ends());
            send(others.getLast().far, "a");
            others.getLast().near.readStart();
        }
        inEveryEvent(stream -> {
            others.forEach(ends -> {
                ends.near.close();
                ends.far.close();
            });
            stream.readStop();
            stream.awaitWritable(false);
        });
    }

    @Test
    void aDescriptorThatTheKernelRefusesIsAnErrorOfItsStreamAndOthersGoOn() {
        List<String> results = new ArrayList<>();
        StreamEvents listener = new StreamEvents() {
            @Override
            public void onRead(long from, int count, int handles) {
                results.add(UvErrors.name(count));
            }
        };
        Ends broken = ends(listener);
        Ends whole = ends(new StreamEvents() {
            @Override
            public void onReadable() {
                events.add("readable");
            }
        });
        long number = broken.near.fileno();
        Descriptors.close(number);
        broken.near.readStart();
        send(whole.far, "a");
        whole.near.readStart();
        turn();
        assertThat(results).containsExactly("EBADF");
        assertThat(events).containsExactly("readable");
        turn();
        assertThat(results).hasSize(1);
        // so that closing the handle closes a descriptor of its own
        assertThat(PosixDescriptors.duplicateAtLeast((int) whole.far.fileno(), (int) number))
                .isEqualTo((int) number);
    }

    @Test
    void whatAChildHasInheritedIsNotWatchedOnceItsStreamIsClosed() {
        Ends ends = ends(new StreamEvents() {
            @Override
            public void onReadable() {
                events.add("readable");
            }
        });
        send(ends.far, "a");
        ends.near.readStart();
        turn();
        assertThat(events).hasSize(1);
        long inherited = Descriptors.duplicate(ends.near.fileno());
        ends.near.close();
        loop.runUntil(() -> ends.near.state() == UvHandle.State.CLOSED);
        long before = loop.uv().driver().polledEvents();
        turn();
        turn();
        assertThat(loop.uv().driver().polledEvents()).isEqualTo(before);
        Descriptors.close(inherited);
    }

    // --- Writing

    @Test
    void whatHasNoRoomIsWrittenWhenTheOtherEndHasReadAndNothingIsLost() {
        ChunkQueue queue = new ChunkQueue();
        ChunkPool pool = new ChunkPool(loop.uv());
        int total = 3_000_000;
        for (int put = 0; put < total; ) {
            Chunk chunk = queue.extend(total - put, pool);
            int size = Math.min(chunk.room(), total - put);
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] = (byte) (((put + i) * 31) >> 3);
            }
            chunk.put(bytes, 0, size);
            queue.grown(size);
            put += size;
        }
        UvPipe[] near = new UvPipe[1];
        Ends ends = ends(new StreamEvents() {
            @Override
            public void onWritable() {
                events.add("writable");
                assertThat(queue.tryWrite(near[0], pool)).isPositive();
                near[0].awaitWritable(!queue.isEmpty());
            }
        });
        near[0] = ends.near;
        while (queue.tryWrite(ends.near, pool) > 0) {
            // until the kernel takes no more
        }
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.tryWrite(ends.near, pool)).isEqualTo(UvErrors.EAGAIN);
        ends.near.awaitWritable(true);
        turn();
        assertThat(events).isEmpty();
        int received = 0;
        while (received < total) {
            int count = ends.far.receive(memory);
            for (int i = 0; i < count; i++, received++) {
                byte wanted = (byte) ((received * 31) >> 3);
                if (memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, i) != wanted) {
                    throw new AssertionError("byte " + received);
                }
            }
            turn();
        }
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.bytes()).isZero();
        assertThat(pool.bytesInUse()).isZero();
        events.clear();
        turn();
        assertThat(events).isEmpty();
    }

    @Test
    void aPeerThatIsGoneMakesAWaitingWriteFail() {
        Ends ends = ends(new StreamEvents() {
            @Override
            public void onWritable() {
                events.add("writable");
            }
        });
        while (ends.near.tryWrite(memory) > 0) {
            // until the kernel takes no more
        }
        ends.near.awaitWritable(true);
        turn();
        assertThat(events).isEmpty();
        ends.far.close();
        turn();
        turn();
        assertThat(events).isNotEmpty();
        assertThat(UvErrors.name(ends.near.tryWrite(memory))).isIn("EPIPE", "ECONNRESET");
    }

    @Test
    void anAdoptedDescriptorNeverBlocksTheLoop() {
        SocketPair pair = new SocketPair();
        Fcntl.check(pair.near(), Fcntl.F_SETFL, 0);
        UvPipe near = new UvPipe(loop.uv(), new StreamEvents() {});
        near.open(pair.near());
        assertThat(receive(near, 1)).isEqualTo(EAGAIN);
        pair.closeFar();
    }
}
