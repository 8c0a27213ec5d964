package io.juvloop.postgres.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.postgres.OutdatedSchemaCache;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Case 7: every type that a database has can be read, rows of all system tables among them.
@PostgresTest
class EveryTypeOfServersTest {
    private static final int LEAST = 300;
    private static final int MOST_ATTEMPTS = 20;

    @BeforeAll
    static void defineTypes(TestDatabase database) {
        database.sql("create extension hstore; create extension ltree; create extension citext;"
                + " create extension cube; create extension isn; create extension seg;"
                + " create type pair as (a int, b text[]); create domain few as int[] check (cardinality(value) < 3)");
    }

    @Test
    @Tag("case-7")
    void noTypeIsWithoutADecoder(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            List<String> failed = new ArrayList<>();
            List<Row> types = con.fetch("select format_type(oid, null) as name,"
                    + " case when typarray <> 0 then format_type(typarray, null) end as array_name"
                    + " from pg_type where typtype <> 'p' order by oid");
            for (Row type : types) {
                check(con, "select null::" + type.getString("name"), null, failed);
                if (!type.isNull("array_name")) {
                    check(con, "select '{}'::" + type.getString("array_name"), List.of(), failed);
                }
            }
            assertThat(failed).isEmpty();
            assertThat(types).hasSizeGreaterThan(LEAST);
        });
    }

    private static void check(PgConnection con, String sql, @Nullable Object expected, List<String> failed) {
        try {
            Object value = con.fetchValue(sql);
            if (value == null ? expected != null : !value.equals(expected)) {
                failed.add(sql + " gives " + value);
            }
        } catch (PgException | IllegalArgumentException e) {
            failed.add(sql + ": " + e);
        }
    }

    /// Values, and not only NULLs, of all types that the system's own tables and views use.
    @Test
    void theSystemsTablesAndViewsAreRead(EventLoop loop, TestDatabase database) {
        database.sql("analyze");
        InConnection.run(loop, database, con -> {
            List<Row> relations = con.fetch("select oid::regclass::text as name from pg_class"
                    + " where relnamespace = 'pg_catalog'::regnamespace and relkind in ('r', 'v')"
                    + " and relname <> 'pg_hba_file_rules' and relname not like '%numa'");
            long values = 0;
            for (Row relation : relations) {
                values += read(con, "select * from " + relation.getString("name") + " limit 50");
            }
            assertThat(values).isGreaterThan(10_000);
        });
    }

    /// Statistics name types only in their values, so they are looked up when the call is repeated.
    private static long read(PgConnection con, String sql) {
        for (int attempts = 0; ; attempts++) {
            try {
                long values = 0;
                for (Row row : con.fetch(sql)) {
                    values += row.toMap().size();
                }
                return values;
            } catch (OutdatedSchemaCache repeatable) {
                assertThat(attempts).as(repeatable.getMessage()).isLessThan(MOST_ATTEMPTS);
            }
        }
    }
}
