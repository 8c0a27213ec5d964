package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.postgres.PgType;
import io.juvloop.postgres.codec.Format;
import io.juvloop.testing.EventLoopTest;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The built-in types, and catalogs by database.
@EventLoopTest
class TypeCatalogTest {
    @Test
    void everyConstantIsABuiltInType() throws IllegalAccessException {
        List<PgType> constants = new ArrayList<>();
        for (Field field : PgType.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof PgType type) {
                constants.add(type);
            }
        }

        assertThat(constants).hasSizeGreaterThanOrEqualTo(80).allSatisfy(type -> {
            PgTypeInfo info = Codecs.CATALOG.byOid(type.oid());
            assertThat(info).as(type.toString()).isNotNull();
            assertThat(info.type().name()).isEqualTo(type.name());
            assertThat(info.type().kind()).isEqualTo(type.kind());
        });
    }

    @Test
    void onlyTwoBuiltInTypesAndTheirArraysAreText() {
        List<String> texts = new ArrayList<>();
        for (int oid = 1; oid < 7_000; oid++) {
            PgTypeInfo info = Codecs.CATALOG.byOid(oid);
            if (info != null && info.codec().format() == Format.TEXT) {
                texts.add(info.name());
            }
        }

        assertThat(texts).containsExactlyInAnyOrder("aclitem", "_aclitem", "gtsvector", "_gtsvector");
    }

    @Test
    void connectionsOfALoopToTheSameDatabaseShareACatalog(EventLoop loop) {
        loop.callSoon(() -> {
            TypeCatalogs catalogs = TypeCatalogs.of(loop);
            TypeCatalog shop = catalogs.get("db:5432", "shop", TypeOptions.DEFAULT);
            assertThat(catalogs.get("db:5432", "shop", TypeOptions.DEFAULT)).isSameAs(shop);
            assertThat(catalogs.get("db:5433", "shop", TypeOptions.DEFAULT)).isNotSameAs(shop);
            assertThat(catalogs.get("db:5432", "other", TypeOptions.DEFAULT)).isNotSameAs(shop);
            assertThat(catalogs.get("db:5432", "shop", Codecs.CATALOG.options()))
                    .isSameAs(shop);
            loop.stop();
        });
        loop.runForever();
    }

    @Test
    void placesOfLongAgoAreForgotten(EventLoop loop) {
        loop.callSoon(() -> {
            TypeCatalogs catalogs = TypeCatalogs.of(loop);
            TypeCatalog old = catalogs.get("db:5432", "old", TypeOptions.DEFAULT);
            TypeCatalog used = catalogs.get("db:5432", "used", TypeOptions.DEFAULT);
            for (int i = 0; i < 100; i++) {
                catalogs.get("db:5432", "database " + i, TypeOptions.DEFAULT);
                assertThat(catalogs.get("db:5432", "used", TypeOptions.DEFAULT)).isSameAs(used);
            }
            assertThat(catalogs.get("db:5432", "old", TypeOptions.DEFAULT)).isNotSameAs(old);
            loop.stop();
        });
        loop.runForever();
    }
}
