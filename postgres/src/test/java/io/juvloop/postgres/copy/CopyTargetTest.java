package io.juvloop.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.postgres.internal.copy.CopyTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyTargetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "copy t from stdin (format binary) | select * from t where false",
                "COPY  s.t ( a, \"B c\" ) FROM STDIN WITH (FORMAT binary) | select a, \"B c\" from s.t where false",
                "copy \"a\"\"b\"(x) from stdin binary | select x from \"a\"\"b\" where false"
            })
    void theUsualFormIsUnderstood(String statement, String query) {
        assertThat(CopyTarget.columnsOf(statement)).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy t from stdin",
                "copy t to stdout (format binary)",
                "copy (select 1) to stdout (format binary)",
                "set x = 1; copy t from stdin (format binary)",
                "copy t (a; drop table t) from stdin (format binary)"
            })
    void whatIsNoBinaryCopyOfThatFormIsNot(String statement) {
        assertThat(CopyTarget.columnsOf(statement)).isNull();
    }

    @Test
    void textIsNotMistakenForAStatement() {
        assertThat(CopyTarget.columnsOf("")).isNull();
    }
}
