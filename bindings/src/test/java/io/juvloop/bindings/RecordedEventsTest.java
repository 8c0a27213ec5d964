package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Records are taken in the order in which they were added, however many there are.
class RecordedEventsTest {
    private static final int MANY = 1000;

    private final RecordedEvents events = new RecordedEvents();

    private List<String> drain() {
        List<String> taken = new ArrayList<>();
        while (events.advance()) {
            taken.add(events.kind() + " " + events.word() + " " + events.first() + " " + events.second() + " "
                    + events.attachment());
        }
        return taken;
    }

    @Test
    void recordsComeOutWholeAndInOrder() {
        events.add(EventKind.READ, 1, 2, -3);
        events.add(EventKind.CHANGED, Long.MAX_VALUE, Long.MIN_VALUE, 0, "name");
        events.add(EventKind.CLOSE, 1, 0, 0);
        assertThat(events.isEmpty()).isFalse();
        assertThat(drain())
                .containsExactly(
                        "READ 1 2 -3 null",
                        "CHANGED " + Long.MAX_VALUE + " " + Long.MIN_VALUE + " 0 name",
                        "CLOSE 1 0 0 null");
        assertThat(events.isEmpty()).isTrue();
        assertThat(drain()).isEmpty();
    }

    @Test
    void manyRecordsGrowTheRoomAndNoneIsLost() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            events.add(EventKind.POLL, i, 2L * i, 3L * i, i);
            expected.add("POLL " + i + " " + 2 * i + " " + 3 * i + " " + i);
        }
        assertThat(drain()).isEqualTo(expected);
    }

    @Test
    void whatIsRecordedWhileOthersAreTakenFollowsThem() {
        events.add(EventKind.EVENT, 1, 0, 0);
        events.add(EventKind.EVENT, 2, 0, 0);
        assertThat(events.advance()).isTrue();
        events.add(EventKind.EVENT, 3, 0, 0);
        assertThat(events.word()).isEqualTo(1);
        assertThat(drain()).containsExactly("EVENT 2 0 0 null", "EVENT 3 0 0 null");
    }

    @Test
    void anObjectIsHeldUntilTheNextRecord() {
        events.add(EventKind.RECEIVED, 1, 0, 0, "sender");
        assertThat(events.advance()).isTrue();
        assertThat(events.attachment()).isEqualTo("sender");
        assertThat(events.attachment()).as("if the record is taken again").isEqualTo("sender");
        assertThat(events.advance()).isFalse();
        events.add(EventKind.RECEIVED, 1, 0, 0, null);
        assertThat(events.advance()).isTrue();
        assertThat(events.attachment()).isNull();
    }

    @Test
    void nothingCanBeAskedBeforeTheFirstRecord() {
        assertThatThrownBy(events::kind).hasMessage("there is no record");
    }

    @Test
    void recordingAndTakingAllocateNothing() throws ReflectiveOperationException {
        Object sender = "sender";
        long allocated = Allocation.ofTenThousand(() -> {
            for (int i = 0; i < 3; i++) {
                events.add(EventKind.RECEIVED, i, i, i, sender);
            }
            while (events.advance()) {
                if (events.kind() != EventKind.RECEIVED || !sender.equals(events.attachment())) {
                    throw new AssertionError();
                }
            }
        });
        assertThat(allocated).isZero();
    }
}
