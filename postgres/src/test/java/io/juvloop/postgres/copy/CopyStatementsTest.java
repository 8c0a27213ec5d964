package io.juvloop.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.internal.copy.CopyStatements;
import io.juvloop.postgres.internal.copy.SqlNames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyStatementsTest {
    @Test
    void theOptionsThatAreSetAreInTheText() {
        CopyOptions options = CopyOptions.CSV
                .withColumns(List.of("id", "Na\"me"))
                .withHeader(true)
                .withDelimiter("\t")
                .withNullText("it's")
                .withQuote("'")
                .withEscape("\\")
                .withFreeze(true)
                .withEncoding("latin1")
                .withForceNull(List.of("id"))
                .withForceNotNull(List.of("name"))
                .withWhere("id > 3");
        assertThat(CopyStatements.toTable("shop.city", options))
                .isEqualTo("copy shop.city (\"id\", \"Na\"\"me\") from stdin with (format csv, header true,"
                        + " freeze true, delimiter '\t', null 'it''s', quote '''', escape E'\\\\', encoding 'latin1',"
                        + " force_not_null (\"name\"), force_null (\"id\")) where id > 3");
    }

    @Test
    void aQueryEndsOnALineOfItsOwnBecauseAComment() {
        assertThat(CopyStatements.fromQuery("select 1 -- one", CopyOptions.TEXT))
                .isEqualTo("copy (select 1 -- one\n) to stdout with (format text)");
    }

    @Test
    void optionsOfTheOtherDirectionAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CopyStatements.fromTable("city", CopyOptions.TEXT.withWhere("true")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CopyStatements.fromQuery("select 1", CopyOptions.TEXT.withColumns(List.of("a"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"city", "shop.city", "\"My Table\"", "\"a\"\"b\".\"c.d\"", "_x$1", "größe", "a.b.c"})
    void namesOfTablesAreTakenAsSqlWritesThem(String name) {
        assertThat(SqlNames.requireTable(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a b",
                "a;drop table b",
                "\"a",
                "\"\"",
                "a\"b\"",
                "1a",
                "a--",
                "a(b)",
                "\"a\0\""
            })
    void whatIsNoNameOfATableIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> SqlNames.requireTable(name));
    }
}
