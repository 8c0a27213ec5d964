package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Bytes go through real sockets and pipes, errors are libuv's numbers, and the user's memory is held during a
/// call.
@DisabledOnOs(OS.WINDOWS)
class StreamIoTest {
    private static final int SIZE = 1 << 16;

    private final TestLoop loop = new TestLoop();
    private final StreamIo io = new StreamIo(loop.uv());
    private final MemorySegment bytes = loop.uv().allocate(SIZE);
    private final SocketPair pair = new SocketPair();
    private final int[] pipe = pipe();

    @AfterEach
    void close() {
        pair.close();
        Descriptors.close(pipe[0]);
        Descriptors.close(pipe[1]);
        loop.close();
    }

    private static int[] pipe() {
        long[] ends = Descriptors.pipe();
        for (long end : ends) {
            Fcntl.check((int) end, Fcntl.F_SETFL, Abi.O_NONBLOCK);
        }
        return new int[] {(int) ends[0], (int) ends[1]};
    }

    private long put(String text, long offset) {
        bytes.setString(offset, text, StandardCharsets.US_ASCII);
        return bytes.address() + offset;
    }

    private String got(int count) {
        byte[] copy = bytes.asSlice(0, count).toArray(JAVA_BYTE);
        return new String(copy, StandardCharsets.US_ASCII);
    }

    @Test
    void bytesGoThroughASocket() {
        assertThat(io.send(pair.near(), put("hello", 100), 5)).isEqualTo(5);
        assertThat(io.receive(pair.far(), bytes.address(), 4)).isEqualTo(4);
        assertThat(got(4)).isEqualTo("hell");
        assertThat(io.receive(pair.far(), bytes.address(), SIZE)).isOne();
        assertThat(got(1)).isEqualTo("o");
    }

    @Test
    void bytesGoThroughAPipe() {
        assertThat(io.write(pipe[1], put("hello", 100), 5)).isEqualTo(5);
        assertThat(io.read(pipe[0], bytes.address(), SIZE)).isEqualTo(5);
        assertThat(got(5)).isEqualTo("hello");
    }

    @Test
    void theUsersMemoryIsSentAndFilled() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mine = arena.allocateFrom("mine");
            MemorySegment target = arena.allocate(3);
            assertThat(io.send(pair.near(), mine.asSlice(0, 4))).isEqualTo(4);
            assertThat(io.receive(pair.far(), target)).isEqualTo(3);
            assertThat(target.toArray(JAVA_BYTE)).containsExactly('m', 'i', 'n');
            assertThat(io.write(pipe[1], mine)).isEqualTo(5);
            assertThat(io.read(pipe[0], target)).isEqualTo(3);
            assertThat(target.toArray(JAVA_BYTE)).containsExactly('m', 'i', 'n');
        }
    }

    @Test
    void partsGoInTheirOrder() {
        String[] texts = new String[StreamIo.MAX_PARTS];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "part " + i + ";";
            io.setPart(i, put(texts[i], 1000 + 100L * i), texts[i].length());
        }
        String all = String.join("", texts);
        assertThat(io.sendParts(pair.near(), texts.length)).isEqualTo(all.length());
        assertThat(io.receive(pair.far(), bytes.address(), 1000)).isEqualTo(all.length());
        assertThat(got(all.length())).isEqualTo(all);
        assertThat(io.writeParts(pipe[1], 3)).isEqualTo(21);
        assertThat(io.read(pipe[0], bytes.address(), 1000)).isEqualTo(21);
        assertThat(got(21)).isEqualTo("part 0;part 1;part 2;");
    }

    @Test
    void partsBeyondTheirNumberAreRefused() {
        assertThatThrownBy(() -> io.setPart(StreamIo.MAX_PARTS, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> io.sendParts(pair.near(), StreamIo.MAX_PARTS + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> io.writeParts(pipe[1], -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void nothingWaits() {
        assertThat(io.receive(pair.near(), bytes.address(), SIZE)).isEqualTo(UvErrors.EAGAIN);
        assertThat(io.read(pipe[0], bytes)).isEqualTo(UvErrors.EAGAIN);
        int taken = 0;
        int count = io.send(pair.near(), bytes);
        while (count > 0) {
            taken += count;
            count = io.send(pair.near(), bytes.address(), SIZE);
        }
        assertThat(count).isEqualTo(UvErrors.EAGAIN);
        io.setPart(0, bytes.address(), SIZE);
        assertThat(io.sendParts(pair.near(), 1)).isEqualTo(UvErrors.EAGAIN);
        while (io.write(pipe[1], bytes.address(), SIZE) > 0) {
            // until it is full
        }
        assertThat(io.write(pipe[1], bytes)).isEqualTo(UvErrors.EAGAIN);
        assertThat(io.writeParts(pipe[1], 1)).isEqualTo(UvErrors.EAGAIN);
        assertThat(drain()).isEqualTo(taken);
    }

    private int drain() {
        int received = 0;
        int count = io.receive(pair.far(), bytes);
        while (count > 0) {
            received += count;
            count = io.receive(pair.far(), bytes);
        }
        return received;
    }

    @Test
    void whatDoesNotFitIsTakenInPart() {
        int taken = 0;
        for (int i = 0; i < StreamIo.MAX_PARTS; i++) {
            io.setPart(i, bytes.address(), SIZE);
        }
        int count = io.sendParts(pair.near(), StreamIo.MAX_PARTS);
        while (count > 0) {
            taken += count;
            count = io.sendParts(pair.near(), StreamIo.MAX_PARTS);
        }
        assertThat(count).isEqualTo(UvErrors.EAGAIN);
        assertThat(drain()).isEqualTo(taken);
    }

    @Test
    void theEndIsZero() {
        io.send(pair.far(), put("x", 0), 1);
        pair.closeFar();
        assertThat(io.receive(pair.near(), bytes)).isOne();
        assertThat(io.receive(pair.near(), bytes)).isZero();
        assertThat(io.receive(pair.near(), bytes.address(), 1)).isZero();
    }

    @Test
    void aPeerThatIsGoneIsAnErrorForAWriter() {
        pair.closeFar();
        io.setPart(0, bytes.address(), 1);
        assertThat(UvErrors.name(io.send(pair.near(), bytes))).isEqualTo("EPIPE");
        assertThat(UvErrors.name(io.sendParts(pair.near(), 1))).isEqualTo("EPIPE");
        long[] ends = Descriptors.pipe();
        Descriptors.close(ends[0]);
        assertThat(UvErrors.name(io.write((int) ends[1], bytes))).isEqualTo("EPIPE");
        assertThat(UvErrors.name(io.writeParts((int) ends[1], 1))).isEqualTo("EPIPE");
        Descriptors.close(ends[1]);
    }

    @Test
    void aResetIsAnErrorOnce() {
        boolean[] connected = new boolean[1];
        Conversation conversation =
                new Conversation(loop.uv(), new StreamEvents() {}).whenConnected(stream -> connected[0] = true);
        loop.runUntil(() -> connected[0]);
        conversation.near().readStop();
        int near = (int) conversation.near().fileno();
        Fcntl.check(near, Fcntl.F_SETFL, 0);
        conversation.far().closeReset();
        loop.uv().run(UvLoop.RUN_NOWAIT);
        int count = io.receive(near, bytes); // the greeting, unless the loop has it
        assertThat(UvErrors.name(count > 0 ? io.receive(near, bytes) : count)).isEqualTo("ECONNRESET");
        assertThat(io.receive(near, bytes)).isZero();
        assertThat(UvErrors.name(io.send(near, bytes))).isEqualTo("EPIPE");
    }

    @Test
    void aDescriptorOfTheWrongKindIsAnError() {
        assertThat(UvErrors.name(io.receive(pipe[0], bytes))).isEqualTo("ENOTSOCK");
        assertThat(UvErrors.name(io.send(pipe[1], bytes.address(), 1))).isEqualTo("ENOTSOCK");
        assertThat(UvErrors.name(io.sendParts(pipe[1], 0))).isEqualTo("ENOTSOCK");
        pair.close();
        assertThat(UvErrors.name(io.receive(pair.near(), bytes.address(), 1))).isEqualTo("EBADF");
        assertThat(UvErrors.name(io.read(pair.near(), bytes.address(), 1))).isEqualTo("EBADF");
        assertThat(UvErrors.name(io.write(pair.near(), bytes.address(), 1))).isEqualTo("EBADF");
    }

    @Test
    void anArenaCannotBeClosedWhileTheKernelMayFillIt() {
        io.send(pair.far(), bytes.address(), 1);
        io.read(pair.near(), bytes); // linked by now
        Fcntl.check(pair.near(), Fcntl.F_SETFL, 0);
        MemorySegment target;
        try (Arena arena = Arena.ofShared()) {
            target = arena.allocate(8);
            ThreadInCall reader = new ThreadInCall(HoldingCalls.class, () -> io.read(pair.near(), target)).awaitEntry();
            assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
            assertThat(io.send(pair.far(), put("x", 0), 1)).isOne();
            assertThat(reader.result()).isOne();
            assertThat(target.get(JAVA_BYTE, 0)).isEqualTo((byte) 'x');
        }
        assertThatThrownBy(() -> io.receive(pair.near(), target)).hasMessageContaining("closed");
        assertThatThrownBy(() -> io.send(pair.near(), target)).hasMessageContaining("closed");
    }

    @Test
    void aSocketThatSomebodyMadeBlockingIsNotWaitedFor() {
        Fcntl.check(pair.near(), Fcntl.F_SETFL, 0);
        assertThat(UvErrors.name(io.receive(pair.near(), bytes))).isEqualTo("EAGAIN");
        assertThat(UvErrors.name(io.receive(pair.near(), bytes.address(), SIZE)))
                .isEqualTo("EAGAIN");
        int sent;
        do {
            sent = io.send(pair.near(), bytes.address(), SIZE);
        } while (sent >= 0);
        assertThat(UvErrors.name(sent)).isEqualTo("EAGAIN");
        io.setPart(0, bytes.address(), SIZE);
        assertThat(UvErrors.name(io.sendParts(pair.near(), 1))).isEqualTo("EAGAIN");
    }

    @Test
    void memoryOfTheHeapIsRefused() {
        MemorySegment heap = MemorySegment.ofArray(new byte[8]);
        String why =
                "the kernel needs native memory, as of an arena or a direct buffer, and this segment is on the heap";
        assertThatThrownBy(() -> io.receive(pair.near(), heap)).hasMessage(why);
        assertThatThrownBy(() -> io.read(pipe[0], heap)).hasMessage(why);
        assertThatThrownBy(() -> io.send(pair.near(), heap)).hasMessage(why);
        assertThatThrownBy(() -> io.write(pipe[1], heap)).hasMessage(why).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void memoryThatTakesNothingIsRefused() {
        assertThatThrownBy(() -> io.receive(pair.near(), bytes.asReadOnly())).hasMessageEndingWith("is read-only");
        assertThatThrownBy(() -> io.read(pipe[0], bytes.asReadOnly())).hasMessageEndingWith("is read-only");
        assertThatThrownBy(() -> io.receive(pair.near(), bytes.asSlice(0, 0))).hasMessageEndingWith("room for 0");
        assertThatThrownBy(() -> io.receive(pair.near(), bytes.address(), 0)).hasMessageEndingWith("room for 0");
        assertThatThrownBy(() -> io.read(pipe[0], bytes.address(), -1)).hasMessageEndingWith("room for -1");
        assertThat(io.send(pair.near(), bytes.asSlice(0, 0))).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSignalDoesNotEndARead() throws Throwable {
        ThreadInCall.handleSignals(loop.uv());
        Fcntl.check(pair.near(), Fcntl.F_SETFL, 0);
        limitWaiting(pair.near());
        ThreadInCall reader =
                new ThreadInCall(StreamCalls.class, () -> io.read(pair.near(), bytes.address(), SIZE)).awaitEntry();
        for (int i = 0; i < 3; i++) {
            reader.signal();
            reader.awaitEntry();
        }
        io.send(pair.far(), bytes.address() + SIZE - 1, 1);
        assertThat(reader.result()).isOne();
    }

    /// The kernel does not restart an interrupted call that has a time limit, unlike other calls.
    private static void limitWaiting(int fd) throws Throwable {
        int receiveTimeout = 20;
        MethodHandle setsockopt = LibC.link("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment tenSeconds = arena.allocateFrom(JAVA_LONG, 10, 0);
            LibC.check("setsockopt", state -> (int) setsockopt.invokeExact(
                    state, fd, Abi.SOL_SOCKET, receiveTimeout, tenSeconds.address(), 2 * Long.BYTES));
        }
    }

    @Test
    void nothingIsAllocated() throws ReflectiveOperationException {
        io.setPart(0, bytes.address(), 1);
        io.setPart(1, bytes.address(), 1);
        long allocated = Allocation.ofTenThousand(() -> {
            int sent = io.send(pair.near(), bytes.address(), 1) + io.sendParts(pair.near(), 2);
            int received = io.receive(pair.far(), bytes.address(), 2) + io.receive(pair.far(), bytes);
            int written = io.write(pipe[1], bytes.address(), 1) + io.writeParts(pipe[1], 2);
            int read = io.read(pipe[0], bytes.address(), 2) + io.read(pipe[0], bytes);
            if (sent + received != 6 || written + read != 6 || io.receive(pair.far(), bytes) != UvErrors.EAGAIN) {
                throw new AssertionError(sent + " " + received + " " + written + " " + read);
            }
        });
        assertThat(allocated).isZero();
    }

    @Test
    void itEndsWithItsLoop() {
        TestLoop another = new TestLoop();
        StreamIo ended = new StreamIo(another.uv());
        assertThat(ended.send(pair.near(), bytes.address(), 1)).isOne();
        ended.close();
        another.close();
        assertThatThrownBy(() -> ended.send(pair.near(), bytes.address(), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
