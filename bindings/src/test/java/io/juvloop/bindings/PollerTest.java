package io.juvloop.bindings;

import static io.juvloop.bindings.SystemPoller.READABLE;
import static io.juvloop.bindings.SystemPoller.WRITABLE;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.bindings.gen.uv_h;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A set of descriptors reports which are ready, with their words, in every wait, on real descriptors.
@DisabledOnOs(OS.WINDOWS)
class PollerTest {
    private static final int TRIES = 5;
    private static final int BOTH = READABLE | WRITABLE;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final long WORD = 0x8123_4567_89ab_cdefL;

    private final TestLoop loop = new TestLoop();
    private final PosixIo io = new PosixIo(loop.uv());
    private final MemorySegment bytes = loop.uv().allocate(1 << 16);
    private final SystemPoller poller = SystemPoller.open();
    private final SocketPair pair = new SocketPair();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        pair.close();
        poller.close();
        loop.close();
    }

    /// The result of one wait: the readiness of each word.
    private Map<Long, Integer> await(int timeoutMillis) {
        int count = poller.await(timeoutMillis);
        return IntStream.range(0, count).boxed().collect(toMap(poller::word, poller::ready, (a, b) -> a | b));
    }

    private Map<Long, Integer> look() {
        return await(0);
    }

    private void watch(int fd, int mask, long word) {
        assertThat(poller.set(fd, 0, mask, word)).isZero();
    }

    private void send() {
        assertThat(io.write(pair.far(), bytes.asSlice(0, 1))).isOne();
    }

    private void fill() {
        while (io.write(pair.near(), bytes) > 0) {
            // until the kernel accepts no more
        }
    }

    @Test
    void nothingIsReadyInAnEmptySet() {
        assertThat(SystemPoller.isSupported()).isTrue();
        assertThat(look()).isEmpty();
        assertThat(poller.isEmpty()).isTrue();
        assertThat(poller.set(pair.near(), 0, 0, WORD)).isZero();
        assertThat(poller.size()).isZero();
    }

    @Test
    void onlyTheEventsOfTheLastWaitCanBeAskedFor() {
        watch(pair.near(), WRITABLE, WORD);
        assertThatThrownBy(() -> poller.word(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(poller.await(0)).isOne();
        assertThat(poller.word(0)).isEqualTo(WORD);
        assertThatThrownBy(() -> poller.ready(1)).isInstanceOf(IndexOutOfBoundsException.class);
        poller.close();
        assertThatThrownBy(() -> poller.ready(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aSocketIsReadableAsLongAsBytesWait() {
        watch(pair.near(), READABLE, WORD);
        assertThat(look()).isEmpty();
        send();
        assertThat(await(SystemPoller.FOR_EVER)).isEqualTo(Map.of(WORD, READABLE));
        assertThat(look()).isEqualTo(Map.of(WORD, READABLE));
        assertThat(io.read(pair.near(), bytes)).isOne();
        assertThat(look()).isEmpty();
    }

    @Test
    void aSocketIsWritableAsLongAsThereIsRoom() {
        watch(pair.near(), WRITABLE, WORD);
        assertThat(look()).isEqualTo(Map.of(WORD, WRITABLE));
        assertThat(look()).isEqualTo(Map.of(WORD, WRITABLE));
        fill();
        assertThat(look()).isEmpty();
        while (io.read(pair.far(), bytes) > 0) {
            // until nothing is left
        }
        assertThat(look()).isEqualTo(Map.of(WORD, WRITABLE));
    }

    @Test
    void aSocketMayBeReadyForBoth() {
        watch(pair.near(), BOTH, WORD);
        assertThat(look()).isEqualTo(Map.of(WORD, WRITABLE));
        send();
        assertThat(look()).isEqualTo(Map.of(WORD, BOTH));
        fill();
        assertThat(look()).isEqualTo(Map.of(WORD, READABLE));
    }

    @Test
    void whatIsWatchedCanChange() {
        send();
        watch(pair.near(), READABLE, WORD);
        assertThat(poller.set(pair.near(), READABLE, WRITABLE, WORD)).isZero();
        assertThat(look()).isEqualTo(Map.of(WORD, WRITABLE));
        assertThat(poller.set(pair.near(), WRITABLE, BOTH, WORD)).isZero();
        assertThat(look()).isEqualTo(Map.of(WORD, BOTH));
        assertThat(poller.set(pair.near(), BOTH, READABLE, WORD)).isZero();
        assertThat(look()).isEqualTo(Map.of(WORD, READABLE));
        assertThat(poller.size()).isOne();
    }

    @Test
    void theWordCanChangeAlone() {
        send();
        watch(pair.near(), BOTH, WORD);
        assertThat(poller.set(pair.near(), BOTH, BOTH, -1)).isZero();
        assertThat(look()).isEqualTo(Map.of(-1L, BOTH));
    }

    @Test
    void whatWasRemovedIsSilent() {
        send();
        watch(pair.near(), BOTH, WORD);
        watch(pair.far(), READABLE, 2);
        assertThat(poller.size()).isEqualTo(2);
        assertThat(poller.set(pair.near(), BOTH, 0, WORD)).isZero();
        assertThat(look()).isEmpty();
        assertThat(poller.size()).isOne();
        assertThat(poller.set(pair.far(), READABLE, 0, 2)).isZero();
        assertThat(poller.isEmpty()).isTrue();
        watch(pair.near(), READABLE, 3);
        assertThat(look()).isEqualTo(Map.of(3L, READABLE));
    }

    @Test
    void aPeerThatIsGoneMakesItReady() {
        watch(pair.near(), BOTH, WORD);
        pair.closeFar();
        assertThat(look()).isEqualTo(Map.of(WORD, BOTH));
        assertThat(io.read(pair.near(), bytes)).isZero();
        assertThat(look()).isEqualTo(Map.of(WORD, BOTH));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPeerThatIsGoneIsAlsoToldToWhoOnlyWrites() {
        watch(pair.near(), WRITABLE, WORD);
        fill();
        assertThat(look()).isEmpty();
        pair.closeFar();
        assertThat(look()).isEqualTo(Map.of(WORD, BOTH));
    }

    @Test
    void aPipeWithoutAReaderIsWritable() {
        long[] ends = Descriptors.pipe();
        watch((int) ends[1], WRITABLE, WORD);
        Descriptors.close(ends[0]);
        assertThat(look().get(WORD) & WRITABLE).isEqualTo(WRITABLE);
        assertThat(poller.set((int) ends[1], WRITABLE, 0, WORD)).isZero();
        Descriptors.close(ends[1]);
    }

    @Test
    void aResetMakesItReadyAndTheNextReadTells() {
        boolean[] connected = new boolean[1];
        Conversation conversation =
                new Conversation(loop.uv(), new StreamEvents() {}).whenConnected(stream -> connected[0] = true);
        loop.runUntil(() -> connected[0]);
        conversation.near().readStop();
        int near = (int) conversation.near().fileno();
        var _ = io.read(near, bytes); // the greeting, if it waits
        watch(near, READABLE, WORD);
        conversation.far().closeReset();
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(await(PATIENCE_MILLIS).get(WORD) & READABLE).isEqualTo(READABLE);
        assertThat(UvErrors.name((int) io.read(near, bytes))).isEqualTo("ECONNRESET");
        assertThat(poller.set(near, READABLE, 0, WORD)).isZero();
    }

    @Test
    void aClosedDescriptorIsRefusedAndForgotten() {
        watch(pair.near(), READABLE, WORD);
        pair.closeNear();
        pair.closeFar();
        assertThat(look()).isEmpty();
        assertThat(UvErrors.name(poller.set(pair.near(), READABLE, BOTH, WORD))).isEqualTo("EBADF");
        assertThat(poller.size()).isOne();
        assertThat(UvErrors.name(poller.set(pair.near(), READABLE, 0, WORD))).isEqualTo("EBADF");
        assertThat(poller.isEmpty()).isTrue();
        assertThat(UvErrors.name(poller.set(pair.near(), 0, READABLE, WORD))).isEqualTo("EBADF");
        assertThat(poller.isEmpty()).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsNotTrueOfTheSetIsRefused() {
        assertThat(UvErrors.name(poller.set(pair.near(), READABLE, WRITABLE, WORD)))
                .isEqualTo("ENOENT");
        watch(pair.near(), READABLE, WORD);
        assertThat(UvErrors.name(poller.set(pair.near(), 0, WRITABLE, WORD))).isEqualTo("EEXIST");
        assertThat(poller.size()).isOne();
        assertThat(UvErrors.name(poller.set((int) poller.fd(), 0, READABLE, WORD)))
                .isEqualTo("EINVAL");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (FileInputStream open = new FileInputStream(file.toFile())) {
            assertThat(UvErrors.name(poller.set(number(file), 0, READABLE, WORD)))
                    .isEqualTo("EPERM");
            assertThat(open.getFD().valid()).isTrue();
        }
        assertThat(poller.isEmpty()).isTrue();
    }

    /// The number of the descriptor by which this process has a file open.
    private static int number(Path file) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(link -> pointsTo(link, file))
                    .mapToInt(link -> Integer.parseInt(link.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean pointsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void libuvsOwnSetCanBeInIt() {
        int[] calls = new int[1];
        UvAsync async = new UvAsync(loop.uv(), () -> calls[0]++);
        loop.uv().run(UvLoop.RUN_NOWAIT);
        watch(uv_h.uv_backend_fd(loop.uv().pointer()), READABLE, WORD);
        assertThat(look()).isEmpty();
        Thread waker = Thread.ofPlatform().start(async::send);
        assertThat(await(SystemPoller.FOR_EVER)).isEqualTo(Map.of(WORD, READABLE));
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(calls[0]).isOne();
        assertThat(look()).isEmpty();
        assertThatCode(waker::join).doesNotThrowAnyException();
        assertThat(poller.set(uv_h.uv_backend_fd(loop.uv().pointer()), READABLE, 0, WORD))
                .isZero();
    }

    @Test
    void aSignalEndsTheWaitWithoutAnEvent() {
        ThreadInCall.handleSignals(loop.uv());
        watch(pair.near(), READABLE, WORD);
        ThreadInCall waiter =
                new ThreadInCall(poller.getClass(), () -> poller.await(SystemPoller.FOR_EVER)).awaitEntry();
        waiter.signal();
        assertThat(waiter.result()).isZero();
        send();
        assertThat(look()).isEqualTo(Map.of(WORD, READABLE));
    }

    @Test
    void waitsAsLongAsAsked() {
        watch(pair.near(), READABLE, WORD);
        long longest = 0;
        for (int i = 0; i < TRIES; i++) { // a signal may end some of them
            long begin = System.nanoTime();
            assertThat(await(20)).isEmpty();
            longest = Math.max(longest, System.nanoTime() - begin);
        }
        assertThat(longest).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @Test
    void settingAndWaitingAllocateNothing() throws ReflectiveOperationException {
        send();
        watch(pair.near(), READABLE, WORD);
        long allocated = Allocation.ofTenThousand(() -> {
            int status = poller.set(pair.near(), READABLE, BOTH, WORD);
            int count = poller.await(0);
            if (status != 0 || count == 0 || poller.word(0) != WORD || (poller.ready(0) & READABLE) == 0) {
                throw new AssertionError(status + " " + count);
            }
            status = poller.set(pair.near(), BOTH, READABLE, WORD);
            if (status != 0 || poller.set(-1, READABLE, BOTH, WORD) == 0) {
                throw new AssertionError(status);
            }
        });
        assertThat(allocated).isZero();
    }

    @Test
    void aClosedSetIsUsedNoMore() throws IOException {
        SystemPoller another = SystemPoller.open();
        another.set(pair.near(), 0, READABLE, WORD);
        assertThat(Descriptors.isOpen(another.fd())).isTrue();
        long number = another.fd();
        another.close();
        another.close();
        assertThat(Descriptors.isOpen(number)).isFalse();
        assertThat(another.isEmpty()).isTrue();
        assertThatThrownBy(() -> another.await(0)).hasMessage("the set of descriptors is closed");
        assertThatThrownBy(() -> another.set(pair.near(), 0, READABLE, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(another::fd).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void otherProgramsDoNotGetIt() {
        assertThat(Fcntl.check((int) poller.fd(), Fcntl.F_GETFD, 0)).isEqualTo(Fcntl.FD_CLOEXEC);
    }
}
