package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.postgres.codec.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `json` and `jsonb` with and without a mapper.
class JsonTest {
    private static final JsonMapper MAPPER = JsonMapper.of(JsonTest::read, JsonTest::write);
    private static final TypeCatalog MAPPED = Codecs.withJson(MAPPER);

    record Document(String text) {}

    private static <T> T read(String json, Class<T> type) throws IOException {
        if (type != Document.class) {
            throw new IOException("not a document: " + type.getName());
        }
        return type.cast(new Document(json));
    }

    private static String write(Object value) throws IOException {
        if (value instanceof Thread) {
            throw new IOException("no document");
        }
        return "mapped " + value;
    }

    @Test
    void aMapperReadsAndWritesAnyClass() {
        for (String type : List.of("json", "jsonb")) {
            TypeCodec<?> codec = Codecs.named(type, MAPPED);

            byte[] sent = Codecs.encoded(codec, new Document("x"));

            assertThat(sent).isEqualTo(Codecs.encoded(codec, "mapped Document[text=x]"));
            assertThat(Codecs.decoded(codec, sent)).isEqualTo("mapped Document[text=x]");
            assertThat(Codecs.decoded(codec, sent, Document.class)).isEqualTo(new Document("mapped Document[text=x]"));
        }
    }

    @Test
    void textIsADocumentAndIsNotMapped() {
        assertThat(Codecs.encoded(Codecs.named("jsonb", MAPPED), "{}")).isEqualTo(new byte[] {1, '{', '}'});
    }

    @Test
    void anArrayOfDocumentsTakesCollectionsAsDocuments() {
        TypeCodec<?> codec = Codecs.named("_json", MAPPED);

        byte[] sent = Codecs.encoded(codec, List.of(List.of(1), Map.of("a", 1)));

        assertThat(Codecs.decoded(codec, sent)).isEqualTo(List.of("mapped [1]", "mapped {a=1}"));
    }

    @Test
    void aFailureOfTheMapperIsTheCause() {
        TypeCodec<?> codec = Codecs.named("jsonb", MAPPED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(codec, Thread.currentThread()))
                .withCauseInstanceOf(IOException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.decoded(codec, new byte[] {1, '1'}, Integer.class))
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void withoutAMapperOnlyTextIsTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(Codecs.named("jsonb"), Map.of()))
                .withMessageContaining("JsonMapper");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.named("json").decoder(Document.class))
                .withMessageContaining("JsonMapper");
    }
}
