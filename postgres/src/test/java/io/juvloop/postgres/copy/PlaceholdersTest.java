package io.juvloop.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.postgres.internal.copy.Placeholders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    private static String replaced(String sql, List<String> literals) {
        return Placeholders.replace(sql, literals, true);
    }

    @Test
    void eachParameterGetsItsLiteralAlsoTwice() {
        assertThat(replaced("select $2, $1+$2, a[$1]", List.of("'x'", "7"))).isEqualTo("select 7, 'x'+7, a['x']");
    }

    @Test
    void aParameterOfTwoDigitsIsNoneOfOneDigit() {
        List<String> literals = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "ten");
        assertThat(replaced("$10,$1", literals)).isEqualTo("ten,1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select '$1', 'it''s $1'",
                "select \"$1\", \"a\"\"$1\"",
                "select E'\\'$1', e'$1\\\\'",
                "select 1 -- $1",
                "select /* $1 /* $1 */ $1 */ 2",
                "select $$ $1 $$, $t$ $1 $$ $1 $t$",
                "select name$1, t_$1 from x",
                "select '$1",
                "select /* $1",
                "select $t$ $1"
            })
    void whatOnlyLooksLikeAParameterStays(String sql) {
        assertThat(replaced(sql, List.of("wrong"))).isEqualTo(sql);
    }

    @Test
    void aBackslashEndsNoPlainStringAndABackslashInANameBeforeAQuoteIsNoEscape() {
        assertThat(replaced("select '\\', $1", List.of("1"))).isEqualTo("select '\\', 1");
        assertThat(replaced("select date'\\', $1", List.of("1"))).isEqualTo("select date'\\', 1");
    }

    /// Else a literal would end up inside of a string, and its quotes would end that.
    @Test
    void aBackslashMayAlsoBeAnEscapeInAPlainString() {
        List<String> literals = List.of("'x'");
        assertThat(Placeholders.replace("select '\\'$1', $1", literals, false)).isEqualTo("select '\\'$1', 'x'");
        assertThat(Placeholders.replace("select '\\\\', $1, 'a''$1'", literals, false))
                .isEqualTo("select '\\\\', 'x', 'a''$1'");
        assertThat(Placeholders.replace("select \"\\\", $1", literals, false)).isEqualTo("select \"\\\", 'x'");
    }

    @Test
    void aParameterBehindACommentOrAStringIsFound() {
        assertThat(replaced("select '''', -- c\n$1, $a$b$a$||$1", List.of("'v'")))
                .isEqualTo("select '''', -- c\n'v', $a$b$a$||'v'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select $2", "select $0", "select $99999999999"})
    void aParameterWithoutAnArgumentIsRefused(String sql) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replaced(sql, List.of("1")))
                .withMessageContaining("there are 1 arguments");
    }
}
