package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Watching through the operating system, and by polling.
class UvFsEventTest {
    private final TestLoop loop = new TestLoop();
    private final Path file = WatchedFile.make();
    private final List<String> events = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private UvFsEvent watch(Runnable then) {
        UvFsEvent watch = new UvFsEvent(loop.uv(), (name, what, status) -> {
            events.add(new String(name, StandardCharsets.UTF_8) + " " + what + " " + status);
            then.run();
        });
        watch.start(WatchedFile.name(file), false);
        return watch;
    }

    @Test
    void tellsTheNameAndTheKindOfAChange() {
        watch(() -> {});
        WatchedFile.append(file);
        loop.runUntil(() -> !events.isEmpty());
        assertThat(events).first().isEqualTo("file " + UvFsEvent.CHANGE + " 0");
    }

    @Test
    void oneOfTwoOnAPathMayCloseTheOtherInItsCallback() {
        List<UvFsEvent> both = new ArrayList<>();
        both.add(watch(() -> both.getLast().close()));
        both.add(watch(() -> both.getFirst().close()));
        WatchedFile.append(file);
        loop.runUntil(() -> !events.isEmpty());
        assertThat(events).hasSize(1);
        assertThat(both).filteredOn(UvHandle::isOpen).hasSize(1);
    }

    @Test
    void aMissingFileIsRefusedAndLeavesAHandleToClose() {
        UvFsEvent watch = new UvFsEvent(loop.uv(), (name, what, status) -> {});
        assertThatExceptionOfType(UvFailure.class)
                .isThrownBy(() -> watch.start(WatchedFile.name(file.resolveSibling("nowhere")), false))
                .matches(failure -> UvErrors.name(failure.code()).equals("ENOENT"));
        watch.close();
        assertThatIllegalStateException().isThrownBy(() -> watch.start(WatchedFile.name(file), false));
    }

    @Test
    void pollingTellsOfAFileThatIsNotThereOnce() {
        List<Integer> told = new ArrayList<>();
        new UvFsPoll(loop.uv(), (status, previous, current) -> told.add(status))
                .start(WatchedFile.name(file.resolveSibling("nowhere")), 1);
        loop.runUntil(() -> !told.isEmpty());
        boolean[] later = new boolean[1];
        new UvTimer(loop.uv(), () -> later[0] = true).start(30);
        loop.runUntil(() -> later[0]);
        assertThat(told).hasSize(1).allMatch(status -> UvErrors.name(status).equals("ENOENT"));
    }
}
