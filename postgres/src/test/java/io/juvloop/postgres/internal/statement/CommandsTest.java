package io.juvloop.postgres.internal.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ;; ", "-- nothing", "/* a /* b */ c */ ;\n-- d\n"})
    void aTextMayHaveNoStatement(String sql) {
        assertThat(Commands.isEmpty(sql)).isTrue();
        assertThat(Commands.isQuery(sql)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", ";select 1", "/* a */ ; commit", "-- a\nx", "/* a */ /* b */ 1"})
    void aStatementBehindCommentsIsSeen(String sql) {
        assertThat(Commands.isEmpty(sql)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CALL p()", "/* a */ do $$ begin commit; end $$", "Commit", "end", "rollback", "execute e"})
    void whatMayCommitIsKnownByItsFirstWord(String sql) {
        assertThat(Commands.mayCommit(sql)).isTrue();
        assertThat(Commands.isQuery(sql)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(select 1)", "with a as (select 1) select 1", "TABLE t", "values (1)", "-- a\n(( merge"})
    void aQueryIsKnownByItsFirstWord(String sql) {
        assertThat(Commands.isQuery(sql)).isTrue();
        assertThat(Commands.mayCommit(sql)).isFalse();
    }
}
