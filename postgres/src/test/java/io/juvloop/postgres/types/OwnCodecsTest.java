package io.juvloop.postgres.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.codec.Codec;
import io.juvloop.postgres.codec.Format;
import io.juvloop.postgres.codec.JsonMapper;
import io.juvloop.postgres.codec.WireReader;
import io.juvloop.postgres.codec.WireWriter;
import io.juvloop.postgres.server.InConnection;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A program's own codecs, JSON library and lookup, on a real server.
@PostgresTest
class OwnCodecsTest {
    record Complex(double real, double imaginary) {}

    private record Hidden(int number, String name) {}

    /// The composite type `complex`, by its bytes.
    private static final class ComplexCodec implements Codec<Complex> {
        private static final int FLOAT8 = 701;
        private static final int FIELDS = 2;

        @Override
        public Class<Complex> javaType() {
            return Complex.class;
        }

        @Override
        public void encode(Complex value, WireWriter out) {
            out.putInt(FIELDS);
            for (double part : new double[] {value.real(), value.imaginary()}) {
                out.putInt(FLOAT8);
                out.putInt(Double.BYTES);
                out.putDouble(part);
            }
        }

        @Override
        public Complex decode(WireReader in) {
            in.skip(3 * Integer.BYTES);
            double real = in.getDouble();
            in.skip(2 * Integer.BYTES);
            return new Complex(real, in.getDouble());
        }
    }

    /// The enum `answer` in its text form.
    private static final class AnswerCodec implements Codec<Boolean> {
        @Override
        public Class<Boolean> javaType() {
            return Boolean.class;
        }

        @Override
        public void encode(Boolean value, WireWriter out) {
            out.putUtf8(value ? "yes" : "no");
        }

        @Override
        public Boolean decode(WireReader in) {
            return in.getUtf8().equals("yes");
        }

        @Override
        public Format format() {
            return Format.TEXT;
        }
    }

    @BeforeAll
    static void defineTypes(TestDatabase database) {
        database.sql("create type complex as (r float8, i float8); create type answer as enum ('yes', 'no');"
                + " create type asked as (question text, answered answer)");
    }

    private static PgOptions options(TestDatabase database) {
        return database.options()
                .withCodec("public.complex", new ComplexCodec())
                .withCodec("answer", new AnswerCodec());
    }

    @Test
    void aBinaryCodecStandsInAloneAndInArrays(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, options(database), con -> {
            Complex one = new Complex(1, -2);
            assertThat(con.fetchValue("select $1::complex", one)).isEqualTo(one);
            assertThat(con.fetchValue("select ($1::complex).i", one)).isEqualTo(-2.0);
            assertThat(con.fetchValue("select $1::complex[]", List.of(one))).isEqualTo(List.of(one));
            assertThat(con.fetchValue("select $1::complex", "(3,4)")).isEqualTo(new Complex(3, 4));
            assertThatThrownBy(() -> con.fetchValue("select $1::complex", 1)).isInstanceOf(ArgumentException.class);
        });
    }

    @Test
    void aTextCodecStandsInBesideBinaryColumns(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, options(database), con -> {
            Row row = con.fetchRow(
                    "select $1::int4, $2::answer, $3::answer[], row('why', 'no')::asked",
                    7,
                    true,
                    List.of(false, true));
            assertThat(row).isNotNull();
            assertThat(row.getInt(0)).isEqualTo(7);
            assertThat(row.get(1)).isEqualTo(true);
            assertThat(row.getBoolean(1)).isTrue();
            assertThat(row.get(2)).isEqualTo(List.of(false, true));
            assertThat(row.get(3)).isEqualTo("(why,no)");
        });
    }

    @Test
    void connectionsWithOtherOptionsAreNotTouched(EventLoop loop, TestDatabase database) {
        InConnection.run(
                loop,
                options(database),
                con -> assertThat(con.fetchValue("select 'yes'::answer")).isEqualTo(true));
        InConnection.run(
                loop,
                database,
                con -> assertThat(con.fetchValue("select 'yes'::answer")).isEqualTo("yes"));
    }

    @Test
    void aJsonMapperReadsAndWritesDocuments(EventLoop loop, TestDatabase database) {
        JsonMapper mapper = JsonMapper.of(OwnCodecsTest::read, value -> "{\"r\": " + ((Complex) value).real() + "}");
        InConnection.run(loop, database.options().withJson(mapper), con -> {
            assertThat(con.fetchValue("select ($1::jsonb)->'r'", new Complex(5, 0)))
                    .isEqualTo("5.0");
            assertThat(con.fetchValue(Complex.class, "select '{\"r\": 7}'::json"))
                    .isEqualTo(new Complex(10, 0));
            assertThat(con.fetchValue("select $1::jsonb", "[1,2]")).isEqualTo("[1, 2]");
        });
    }

    private static <T> T read(String json, Class<T> type) {
        return type.cast(new Complex(json.length() + 2, 0));
    }

    @Test
    void aLookupSeesRecordsThatAreNotOpen(EventLoop loop, TestDatabase database) {
        InConnection.run(loop, database.options().withLookup(MethodHandles.lookup()), con -> {
            List<Hidden> hidden = con.fetch(Hidden.class, "select 1 as number, 'a' as name");
            assertThat(hidden).containsExactly(new Hidden(1, "a"));
        });
    }

    /// pgvector is not to be had here: a type over the functions of `bytea` shows the very bytes.
    @Test
    void vectorsAreSentAndReadInTheirBinaryForm(EventLoop loop, TestDatabase database) {
        for (String type : List.of("vector", "halfvec", "sparsevec")) {
            database.sql(("create type %s; create function %s_in(cstring) returns %s language internal immutable strict"
                            + " as 'byteain'; create function %s_out(%s) returns cstring language internal immutable"
                            + " strict as 'byteaout'; create function %s_recv(internal) returns %s language internal"
                            + " immutable strict as 'bytearecv'; create function %s_send(%s) returns bytea language"
                            + " internal immutable strict as 'byteasend'; create type %s (input = %s_in,"
                            + " output = %s_out, receive = %s_recv, send = %s_send)")
                    .replace("%s", type));
        }
        InConnection.run(loop, database, con -> {
            float[] elements = {1, 2};
            SparseVector sparse = SparseVector.of(0, 1);
            assertThat(con.fetchValue("select $1::vector::text", (Object) elements))
                    .isEqualTo("\\x000200003f80000040000000");
            assertThat(con.fetchValue("select $1::vector", (Object) elements)).isEqualTo(elements);
            assertThat(con.fetchValue(float[].class, "select '\\x000200003c004000'::halfvec"))
                    .isEqualTo(elements);
            assertThat(con.fetchValue("select $1::sparsevec", sparse)).isEqualTo(sparse);
            assertThat(con.fetchValue("select $1::sparsevec::text", sparse))
                    .isEqualTo("\\x000000020000000100000000000000013f800000");
        });
    }
}
