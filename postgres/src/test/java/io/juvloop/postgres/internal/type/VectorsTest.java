package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.postgres.types.SparseVector;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The types of pgvector, by the format that its documentation and its send functions give.
class VectorsTest {
    private static void roundTrip(String type, String hex, Object value) {
        TypeCodec<?> codec = Codecs.named(type);
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(Codecs.encoded(codec, value)).isEqualTo(bytes);
        assertThat(Codecs.decoded(codec, bytes)).isEqualTo(value);
    }

    @Test
    void aVectorIsAnArrayOfFloats() {
        roundTrip("vector", "00030000" + "3f800000" + "bfc00000" + "00000000", new float[] {1, -1.5f, 0});
        roundTrip("vector", "00000000", new float[0]);
    }

    @Test
    void aHalfVectorHasFloatsOfTwoBytes() {
        roundTrip("halfvec", "00030000" + "3c00" + "be00" + "7bff", new float[] {1, -1.5f, 65504});
    }

    @Test
    void aSparseVectorHasIndicesAndValues() {
        roundTrip(
                "sparsevec",
                "00000005" + "00000002" + "00000000" + "00000001" + "00000004" + "3f800000" + "40000000",
                SparseVector.of(0, 1, 0, 0, 2));
    }

    @Test
    void anArrayOfVectorsTakesArraysOfFloats() {
        TypeCodec<?> array = new ArrayCodec(Codecs.named("vector"), 20_000);
        float[][] vectors = {{1, 2}, {3, 4, 5}};

        byte[] sent = Codecs.encoded(array, vectors);

        assertThat(Codecs.decoded(array, sent, float[][].class)).isEqualTo(vectors);
        assertThat((List<?>) Codecs.decoded(array, sent)).hasSize(2);
    }

    @Test
    void lyingCountsAreRefused() {
        for (String hex : List.of("ffff0000", "00020000" + "3f800000")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Codecs.decoded(
                            Codecs.named("vector"), HexFormat.of().parseHex(hex)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.decoded(
                        Codecs.named("sparsevec"), HexFormat.of().parseHex("00000005" + "7fffffff" + "00000000")));
    }
}
