package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The types that a server has by itself, beside those that are built in here.
@PostgresTest
class BuiltinTypesOfServersTest {
    @Test
    @Tag("case-7")
    void eachIsBuiltInHereAndOnlyTwoAreText(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database, con -> {
            List<Row> types = con.fetch("select t.oid, t.typname from pg_type t"
                    + " left join pg_type element on element.oid = t.typelem and t.typcategory = 'A'"
                    + " where t.typnamespace = 'pg_catalog'::regnamespace and t.typtype in ('b', 'r', 'm')"
                    + " and coalesce(element.typtype, 'b') <> 'c'"); // rows of the system's tables
            List<String> unknown = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (Row type : types) {
                PgTypeInfo info = Codecs.CATALOG.byOid((int) type.getLong("oid"));
                String name = type.getString("typname");
                if (info == null) {
                    unknown.add(name);
                } else if (info.codec().format() == Format.TEXT) {
                    texts.add(name);
                }
            }
            assertThat(types).hasSizeGreaterThan(150);
            assertThat(unknown).isEmpty();
            assertThat(texts).containsExactlyInAnyOrder("aclitem", "_aclitem", "gtsvector", "_gtsvector");
        });
    }
}
