package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Objects by word: a word finds its object while that lives, and nothing afterwards.
class SlotTableTest {
    private static final int GENERATIONS = 1 << 24;

    private final TestLoop loop = new TestLoop();
    private final SlotTable table = new SlotTable(7);

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void wordFindsItsObject() {
        UvObject first = added(table);
        UvObject second = added(table);
        assertThat(table.find(first.word)).isSameAs(first);
        assertThat(table.find(second.word)).isSameAs(second);
    }

    @Test
    void wordThatWasNeverGivenFindsNothing() {
        UvObject object = added(table);
        assertThat(table.find(0)).isNull();
        assertThat(table.find(object.word + 1)).isNull();
        assertThat(table.find(object.word | 0xfff000)).isNull();
        assertThat(table.find(-1)).isNull();
    }

    @Test
    void wordOfARemovedObjectFindsNothing() {
        UvObject object = added(table);
        table.remove(object.word);
        assertThat(table.find(object.word)).isNull();
    }

    @Test
    void staleWordDoesNotFindTheNextUserOfTheSlot() {
        UvObject old = added(table);
        table.remove(old.word);
        UvObject next = added(table);
        assertThat(next.word & 0xffffff).as("the slot").isEqualTo(old.word & 0xffffff);
        assertThat(table.find(old.word)).isNull();
        assertThat(table.find(next.word)).isSameAs(next);
    }

    @Test
    void wordOfAnotherLoopFindsNothing() {
        UvObject ours = added(table);
        UvObject theirs = added(new SlotTable(8));
        assertThat(SlotTable.loopId(ours.word)).isEqualTo(7);
        assertThat(SlotTable.loopId(theirs.word)).isEqualTo(8);
        assertThat(table.find(theirs.word)).isNull();
    }

    @Test
    void largestLoopIdKeepsItsSign() {
        assertThat(SlotTable.loopId(added(new SlotTable(0xffff)).word)).isEqualTo(0xffff);
    }

    @Test
    void tableGrowsAndKeepsEveryWordValid() {
        List<UvObject> objects = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            objects.add(added(table));
        }
        assertThat(objects)
                .allSatisfy(object -> assertThat(table.find(object.word)).isSameAs(object));
        assertThat(table.snapshot()).containsExactlyElementsOf(objects);
    }

    @Test
    void slotsOfTheRemovedServeAgain() {
        List<UvObject> objects = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            objects.add(added(table));
        }
        objects.forEach(object -> table.remove(object.word));
        assertThat(table.snapshot()).isEmpty();
        for (int i = 0; i < 100; i++) {
            assertThat(added(table).word & 0xffffff).isLessThan(100);
        }
    }

    @Test
    void generationsWrapWithoutEverGivingZero() {
        SlotTable first = new SlotTable(0);
        WriteRequest object = new WriteRequest(loop.uv());
        object.word = first.add(object);
        long begin = object.word;
        for (int i = 1; i < GENERATIONS - 1; i++) {
            first.remove(object.word);
            object.word = first.add(object);
            if (object.word == begin || object.word == 0) {
                throw new AssertionError("after " + i + " uses of the slot its word is " + object.word);
            }
        }
        first.remove(object.word);
        assertThat(first.add(object)).as("the first word, after all the others").isEqualTo(begin);
    }

    private UvObject added(SlotTable to) {
        WriteRequest object = new WriteRequest(loop.uv());
        object.word = to.add(object);
        return object;
    }
}
