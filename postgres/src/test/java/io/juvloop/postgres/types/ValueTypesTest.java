package io.juvloop.postgres.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Period;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The classes for values: their literals, their equality, what they refuse.
class ValueTypesTest {
    @Test
    void literalsAreThoseOfTheServer() {
        Point point = new Point(1, -2.5);
        assertThat(new Tid(4294967295L, 1)).hasToString("(4294967295,1)");
        assertThat(new Snapshot(1, 5, List.of(2L, 3L))).hasToString("1:5:2,3");
        assertThat(new Path(List.of(point), false)).hasToString("[(1.0,-2.5)]");
        assertThat(new Polygon(List.of(point))).hasToString("((1.0,-2.5))");
        assertThat(new Circle(point, 2)).hasToString("<(1.0,-2.5),2.0>");
        assertThat(new Lseg(point, point)).hasToString("[(1.0,-2.5),(1.0,-2.5)]");
        assertThat(new Line(1, 2, 3)).hasToString("{1.0,2.0,3.0}");
        assertThat(SparseVector.of(0, 1.5f, 0)).hasToString("{2:1.5}/3");
        assertThat(Multirange.of(Range.of(1, 3), Range.closed(5, null))).hasToString("{[1,3),[5,)}");
        assertThat(TsVector.of(TsVector.Lexeme.of("it's", 1, 2))).hasToString("'it''s':1,2");
        assertThat(new TsQuery.And(TsQuery.word("a"), new TsQuery.Not(new TsQuery.Word("b", "BA", true))))
                .hasToString("( 'a' & !'b':*AB )");
    }

    @Test
    void anLsnIsReadAndPrintedInItsTwoHalves() {
        assertThat(Lsn.parse("16/B374D848")).isEqualTo(new Lsn(0x16B374D848L)).hasToString("16/B374D848");
        assertThat(Lsn.parse("FFFFFFFF/FFFFFFFF")).isGreaterThan(new Lsn(Long.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> Lsn.parse("16"));
        assertThatIllegalArgumentException().isThrownBy(() -> Lsn.parse("/1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Lsn.parse("100000000/0"));
    }

    @Test
    void anIntervalIsPrintedInTheFormOfIso8601() {
        assertThat(new Interval(1, -2, 3)).hasToString("P1M-2DT0.000003S");
        assertThat(new Interval(0, 0, -90_000_000)).hasToString("PT-90S");
        assertThat(Interval.ZERO).hasToString("PT0S");
        assertThat(Interval.INFINITY).hasToString("infinity");
        assertThat(Interval.NEGATIVE_INFINITY).hasToString("-infinity");
    }

    @Test
    void anIntervalIsMadeOfTheClassesOfTheJdk() {
        assertThat(Interval.of(Period.of(1, 1, 1))).isEqualTo(new Interval(13, 1, 0));
        assertThat(Interval.of(Duration.ofNanos(-1_500))).isEqualTo(new Interval(0, 0, -1));
        assertThat(new Interval(0, 0, -1).toDuration()).isEqualTo(Duration.ofNanos(-1_000));
        assertThat(new Interval(-13, 5, 0).toPeriod()).isEqualTo(Period.of(-1, -1, 5));
        assertThatThrownBy(Interval.INFINITY::toPeriod).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(Interval.INFINITY::toDuration).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void addressesHaveAPrefixThatFits() {
        assertThat(Inet.parse("10.0.0.1"))
                .isEqualTo(Inet.of(InetAddress.ofLiteral("10.0.0.1")))
                .hasToString("10.0.0.1");
        assertThat(Inet.parse("10.0.0.1/8")).hasToString("10.0.0.1/8");
        assertThat(Cidr.parse("10.0.0.0/8")).hasToString("10.0.0.0/8");
        assertThatIllegalArgumentException().isThrownBy(() -> Inet.parse("10.0.0.1/33"));
        assertThatIllegalArgumentException().isThrownBy(() -> Inet.parse("localhost"));
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse("10.0.0.1/8"));
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse("10.0.0.0/-1"));
    }

    @Test
    void aMacAddressHasSixOrEightBytes() {
        MacAddress address = MacAddress.parse("08:00:2b:01:02:ff");

        assertThat(address).hasToString("08:00:2b:01:02:ff").isEqualTo(MacAddress.of(address.toByteArray()));
        assertThat(address).hasSameHashCodeAs(MacAddress.of(address.toByteArray()));
        assertThat(address).isGreaterThan(MacAddress.parse("08:00:2b:01:02:01"));
        assertThatIllegalArgumentException().isThrownBy(() -> MacAddress.parse("08:00"));
        assertThatIllegalArgumentException().isThrownBy(() -> MacAddress.of(new byte[7]));
    }

    @Test
    void theLengthOfABitStringCounts() {
        BitString bits = BitString.parse("0101");
        BitSet set = new BitSet();
        set.set(1);
        set.set(3);

        assertThat(bits).isEqualTo(BitString.of(set, 4)).hasToString("0101");
        assertThat(bits).isNotEqualTo(BitString.of(set, 5));
        assertThat(bits.toBitSet()).isEqualTo(set);
        assertThat(bits.toByteArray()).isEqualTo(new byte[] {0x50});
        assertThat(BitString.of(new byte[] {(byte) 0x5f}, 4)).isEqualTo(bits).hasSameHashCodeAs(bits);
        assertThatIllegalArgumentException().isThrownBy(() -> BitString.of(set, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> BitString.of(set, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> BitString.of(new byte[1], 9));
        assertThatIllegalArgumentException().isThrownBy(() -> BitString.parse("2"));
        assertThatThrownBy(() -> bits.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aRangeWithoutABoundDoesNotIncludeIt() {
        Range<Integer> below = Range.closed(null, 5);

        assertThat(below.isLowerInclusive()).isFalse();
        assertThat(below).isEqualTo(Range.of(null, false, 5, true)).hasToString("(,5]");
        assertThat(Range.unbounded().isEmpty()).isFalse();
        assertThat(Range.empty().isEmpty()).isTrue();
        assertThat(Range.empty()).isNotEqualTo(Range.unbounded()).hasToString("empty");
        assertThat(Multirange.of(Range.<Integer>empty()).isEmpty()).isTrue();
    }

    @Test
    void aSparseVectorKnowsAllItsElements() {
        SparseVector vector = SparseVector.of(3, new int[] {1}, new float[] {2});

        assertThat(vector).isEqualTo(SparseVector.of(0, 2, 0)).hasSameHashCodeAs(SparseVector.of(0, 2, 0));
        assertThat(vector.toArray()).isEqualTo(new float[] {0, 2, 0});
        assertThatIllegalArgumentException().isThrownBy(() -> SparseVector.of(1, new int[] {1}, new float[] {2}));
        assertThatIllegalArgumentException().isThrownBy(() -> SparseVector.of(3, new int[] {1, 1}, new float[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> SparseVector.of(3, new int[] {1}, new float[2]));
    }

    @Test
    void whatNoServerWouldTakeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tid(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tid(0, 1 << 16));
        assertThatIllegalArgumentException().isThrownBy(() -> new TsVector.Position(0, 'A'));
        assertThatIllegalArgumentException().isThrownBy(() -> new TsVector.Position(1, 'E'));
        assertThatIllegalArgumentException().isThrownBy(() -> new TsQuery.Word("a", "E", false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TsQuery.FollowedBy(TsQuery.EMPTY, TsQuery.EMPTY, 20_000));
    }
}
