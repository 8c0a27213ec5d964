package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.postgres.codec.Format;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Text, enums, bytes, and what cannot be sent as text.
class TextsTest {
    private static final TypeCodec<?> TEXT = Codecs.named("text");
    private static final TypeCodec<?> BYTEA = Codecs.named("bytea");

    enum Mood {
        SAD,
        ok
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void textIsTakenFromAnyCharSequenceEnumOrCharacter() {
        assertThat(Codecs.encoded(TEXT, CharBuffer.wrap("é"))).isEqualTo(utf8("é"));
        assertThat(Codecs.encoded(TEXT, Mood.SAD)).isEqualTo(utf8("SAD"));
        assertThat(Codecs.encoded(TEXT, 'x')).isEqualTo(utf8("x"));
        assertThat(TEXT.format("text")).isEqualTo(Format.BINARY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(TEXT, 1))
                .withMessageContaining("java.lang.Integer");
    }

    @Test
    void textOfAnotherTypeGoesAsALiteral() {
        TypeCodec<?> int4 = Codecs.named("int4");

        assertThat(int4.format("7")).isEqualTo(Format.TEXT);
        assertThat(int4.format(7)).isEqualTo(Format.BINARY);
        assertThat(Codecs.encoded(int4, "7")).isEqualTo(utf8("7"));
        assertThat(Codecs.encoded(Codecs.named("_int4"), "{1,2}")).isEqualTo(utf8("{1,2}"));
    }

    @Test
    void aNulOrAnUnpairedSurrogateIsRefused() {
        for (String text : List.of("a\0b", "\ud83d", "x\ude00", "\ud83dx")) {
            for (String type : List.of("text", "json", "jsonb", "int4", "_text", "hstore", "tsvector")) {
                assertThatIllegalArgumentException()
                        .as(type)
                        .isThrownBy(() -> Codecs.encoded(Codecs.named(type), text));
            }
        }
    }

    @Test
    void theConstantsOfAJavaEnumAreTheLabelsInAnyCase() {
        TypeCodec<?> mood = new EnumCodec(List.of("sad", "ok", "in between"));

        assertThat(Codecs.encoded(mood, Mood.SAD)).isEqualTo(utf8("sad"));
        assertThat(Codecs.encoded(mood, Mood.ok)).isEqualTo(utf8("ok"));
        assertThat(Codecs.encoded(mood, "in between")).isEqualTo(utf8("in between"));
        assertThat(Codecs.decoded(mood, utf8("sad"))).isEqualTo("sad");
        assertThat(Codecs.decoded(mood, utf8("sad"), Mood.class)).isEqualTo(Mood.SAD);
        assertThat(Codecs.decoded(mood, utf8("ok"), Mood.class)).isEqualTo(Mood.ok);
        assertThat(Codecs.decoded(TEXT, utf8("SAD"), Mood.class)).isEqualTo(Mood.SAD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.decoded(mood, utf8("in between"), Mood.class))
                .withMessageContaining("in between");
    }

    @Test
    void bytesAreTakenFromArraysBuffersAndSegments() {
        byte[] bytes = {1, 2, 3};
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(3);
            segment.copyFrom(MemorySegment.ofArray(bytes));
            assertThat(Codecs.encoded(BYTEA, segment)).isEqualTo(bytes);
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(4).put(bytes).flip();
        assertThat(Codecs.encoded(BYTEA, direct)).isEqualTo(bytes);
        assertThat(direct.remaining()).isEqualTo(3);
        assertThat(Codecs.encoded(BYTEA, bytes)).isEqualTo(bytes);
    }

    @Test
    void bytesAreReadAsACopyOrAsReadOnlyViews() {
        byte[] bytes = {1, 2, 3};

        ByteBuffer buffer = (ByteBuffer) Codecs.decoded(BYTEA, bytes, ByteBuffer.class);
        MemorySegment segment = (MemorySegment) Codecs.decoded(BYTEA, bytes, MemorySegment.class);

        assertThat(buffer).isEqualTo(ByteBuffer.wrap(bytes));
        assertThat(buffer.isReadOnly()).isTrue();
        assertThat(segment.isReadOnly()).isTrue();
        assertThat(segment.mismatch(MemorySegment.ofArray(bytes))).isEqualTo(-1);
    }

    @Test
    void theCharTypeIsOneByte() {
        TypeCodec<?> one = Codecs.named("char");

        assertThat(Codecs.decoded(one, Codecs.encoded(one, '\u00ff'))).isEqualTo('\u00ff');
        assertThatIllegalArgumentException().isThrownBy(() -> Codecs.encoded(one, '\u0100'));
    }
}
