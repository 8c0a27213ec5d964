package io.juvloop.postgres.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.postgres.ArgumentException;
import org.junit.jupiter.api.Test;

/// What an [ArgumentException] says.
class ArgumentExceptionTest {
    @Test
    void itNamesThePlaceTheValueItsClassAndTheType() {
        ArgumentException made = new ArgumentException(2147483648L, "int4", "it is out of range").at("$1");
        assertThat(made).hasMessage("$1 cannot be sent as int4: 2147483648 (java.lang.Long): it is out of range");
        assertThat(made.place()).isEqualTo("$1");
        assertThat(made.valueClass()).isEqualTo(Long.class);
        assertThat(made.wantedType()).isEqualTo("int4");
    }

    @Test
    void placesNest() {
        IllegalArgumentException why = new IllegalArgumentException("no text");
        ArgumentException made = new ArgumentException("column name", 1, "text", why);
        ArgumentException placed = made.at("record 4999");
        assertThat(placed)
                .hasMessage("record 4999, column name cannot be sent as text: 1 (java.lang.Integer): no text")
                .hasCause(why);
        assertThat(placed.getStackTrace()).isEqualTo(made.getStackTrace());
    }

    @Test
    void aLongValueIsShortenedAndOneThatThrowsIsNotAsked() {
        assertThat(new ArgumentException("x".repeat(1000), "int4", null).getMessage())
                .hasSizeLessThan(200);
        Object hostile = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("not now");
            }
        };
        assertThat(new ArgumentException(hostile, "int4", null)).hasMessageContaining("int4: ? (");
        assertThat(new ArgumentException(null, "int4", "it is null"))
                .hasMessage("a value cannot be sent as int4: null: it is null");
    }
}
