package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A loop that cannot be made because descriptors are exhausted leaves none behind, whichever of them is missing.
@Tag("polling")
@EnabledOnOs(OS.LINUX)
class LoopWithoutDescriptorsTest {
    private static final int NOFILE = 7;
    private static final MethodHandle GET = LibC.link("getrlimit", JAVA_INT, JAVA_LONG);
    private static final MethodHandle SET = LibC.link("setrlimit", JAVA_INT, JAVA_LONG);

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment limits = arena.allocate(JAVA_LONG, 2);
    private final long before;

    LoopWithoutDescriptorsTest() {
        long at = limits.address();
        LibC.check("getrlimit", state -> (int) GET.invokeExact(state, NOFILE, at));
        before = limits.getAtIndex(JAVA_LONG, 0);
        meetAllClasses();
    }

    /// A class that is first used when no descriptor is left cannot be loaded.
    private static void meetAllClasses() {
        UvLoop loop = UvLoop.create(thrown -> {});
        Descriptors.close(Descriptors.duplicate(LoopDowncalls.uv_backend_fd(loop.inUse())));
        assertThatThrownBy(() -> UvFailure.check("nothing", UvErrors.EBADF)).isInstanceOf(UvFailure.class);
        loop.close();
    }

    @AfterEach
    void restore() {
        limit(before);
        arena.close();
    }

    private void limit(long descriptors) {
        limits.setAtIndex(JAVA_LONG, 0, descriptors);
        long at = limits.address();
        LibC.check("setrlimit", state -> (int) SET.invokeExact(state, NOFILE, at));
    }

    private static Set<Integer> open() {
        Set<Integer> listed;
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            listed = all.map(path -> Integer.parseInt(path.getFileName().toString()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        listed.removeIf(number -> !Descriptors.isOpen(number)); // that of the list itself
        return listed;
    }

    /// Sets the limit that leaves a number of descriptors.
    private static long leaving(int count) {
        Set<Integer> open = open();
        int limit = 0;
        for (int free = 0; free < count || open.contains(limit); limit++) {
            free += open.contains(limit) ? 0 : 1;
        }
        return limit;
    }

    private static long openCount() {
        return open().size();
    }

    @Test
    void whateverCannotBeHadNothingLeaks() {
        long count = openCount();
        int refused = 0;
        boolean made = false;
        while (!made) {
            limit(leaving(refused));
            try {
                UvLoop.create(thrown -> {}).close();
                made = true;
            } catch (UvFailure failure) {
                assertThat(UvErrors.name(failure.code())).isEqualTo("EMFILE");
                refused++;
            } finally {
                limit(before);
            }
            assertThat(openCount()).isEqualTo(count);
        }
        assertThat(refused).isBetween(2, 10);
    }

    @Test
    void aRefusedLoopLeavesItsNumberToTheNext() {
        limit(leaving(0));
        assertThatThrownBy(() -> UvLoop.create(thrown -> {})).isInstanceOf(UvFailure.class);
        limit(before);
        try (TestLoop first = new TestLoop();
                TestLoop second = new TestLoop()) {
            int difference = SlotTable.loopId(new UvTimer(second.uv(), () -> {}).word)
                    - SlotTable.loopId(new UvTimer(first.uv(), () -> {}).word);
            assertThat(difference).isNotZero();
        }
    }
}
