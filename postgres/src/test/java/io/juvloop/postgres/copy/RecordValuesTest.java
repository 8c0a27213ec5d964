package io.juvloop.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.postgres.internal.copy.RecordValues;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordValuesTest {
    private record City(String name, long cityId) {}

    @Test
    void arraysAndListsGiveTheirValuesInOrder() {
        RecordValues values = new RecordValues(List.of("a", "b"), null);
        assertThat(values.show(new Object[] {1, null})).isEqualTo(2);
        assertThat(values.get(0)).isEqualTo(1);
        assertThat(values.get(1)).isNull();
        assertThat(values.show(Arrays.asList("x", "y", "z"))).isEqualTo(3);
        assertThat(values.toArray()).containsExactly("x", "y", "z");
    }

    @Test
    void aJavaRecordGivesItsComponentsByTheNamesOfTheColumns() {
        RecordValues values = new RecordValues(List.of("city_id", "name"), null);
        assertThat(values.show(new City("Metz", 7))).isEqualTo(2);
        assertThat(values.toArray()).containsExactly(7L, "Metz");
        values.show(new City("Nancy", 8));
        assertThat(values.get(1)).isEqualTo("Nancy");
    }

    @Test
    void aJavaRecordWhoseNamesAreOthersGivesItsComponentsInOrder() {
        RecordValues values = new RecordValues(List.of("title", "number"), null);
        values.show(new City("Metz", 7));
        assertThat(values.toArray()).containsExactly("Metz", 7L);
    }

    @Test
    void whatIsNoRecordIsRefusedByItsClass() {
        RecordValues values = new RecordValues(List.of(), null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> values.show("text"))
                .withMessageContaining("String");
        assertThatIllegalArgumentException().isThrownBy(() -> values.show(null)).withMessage("a record is null");
    }
}
