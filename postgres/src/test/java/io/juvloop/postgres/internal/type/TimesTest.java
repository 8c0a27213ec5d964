package io.juvloop.postgres.internal.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.postgres.types.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/// Dates and times beyond the samples: other classes, rounding, limits.
class TimesTest {
    private static final TypeCodec<?> TIMESTAMP = Codecs.named("timestamp");
    private static final TypeCodec<?> TIMESTAMPTZ = Codecs.named("timestamptz");
    private static final TypeCodec<?> INTERVAL = Codecs.named("interval");
    private static final Instant MOMENT = Instant.parse("2024-02-29T12:00:00.123456Z");

    @Test
    void thereIsNoSilentCrossingBetweenTimesWithAndWithoutAZone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Codecs.encoded(TIMESTAMP, MOMENT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(TIMESTAMPTZ, LocalDateTime.MIN.plusYears(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> TIMESTAMP.decoder(Instant.class));
        assertThatIllegalArgumentException().isThrownBy(() -> TIMESTAMPTZ.decoder(LocalDateTime.class));
        assertThatIllegalArgumentException().isThrownBy(() -> Codecs.encoded(TIMESTAMP, LocalDate.EPOCH));
    }

    @Test
    void aMomentIsTakenAndGivenInThreeClasses() {
        byte[] bytes = Codecs.encoded(TIMESTAMPTZ, MOMENT);

        assertThat(Codecs.encoded(TIMESTAMPTZ, MOMENT.atOffset(ZoneOffset.ofHours(5))))
                .isEqualTo(bytes);
        assertThat(Codecs.encoded(TIMESTAMPTZ, MOMENT.atZone(ZoneId.of("Europe/Paris"))))
                .isEqualTo(bytes);
        assertThat(Codecs.decoded(TIMESTAMPTZ, bytes, OffsetDateTime.class)).isEqualTo(MOMENT.atOffset(ZoneOffset.UTC));
        assertThat(Codecs.decoded(TIMESTAMPTZ, bytes, ZonedDateTime.class)).isEqualTo(MOMENT.atZone(ZoneOffset.UTC));
    }

    @Test
    void infinitiesAreTheLimitsOfEachClass() {
        byte[] last = Codecs.encoded(TIMESTAMPTZ, Instant.MAX);
        byte[] first = Codecs.encoded(TIMESTAMPTZ, Instant.MIN);

        assertThat(Codecs.encoded(TIMESTAMPTZ, OffsetDateTime.MAX)).isEqualTo(last);
        assertThat(Codecs.encoded(TIMESTAMPTZ, OffsetDateTime.MIN)).isEqualTo(first);
        assertThat(Codecs.decoded(TIMESTAMPTZ, last, OffsetDateTime.class)).isEqualTo(OffsetDateTime.MAX);
        assertThat(Codecs.decoded(TIMESTAMPTZ, first, OffsetDateTime.class)).isEqualTo(OffsetDateTime.MIN);
        ZonedDateTime zoned = (ZonedDateTime) Codecs.decoded(TIMESTAMPTZ, last, ZonedDateTime.class);
        assertThat(zoned.toLocalDateTime()).isEqualTo(LocalDateTime.MAX);
        assertThat(Codecs.encoded(TIMESTAMPTZ, zoned)).isEqualTo(last);
    }

    @Test
    void nanosecondsAreRoundedToMicroseconds() {
        LocalDateTime late = LocalDateTime.of(1999, 12, 31, 23, 59, 59, 999_999_500);

        assertThat(Codecs.decoded(TIMESTAMP, Codecs.encoded(TIMESTAMP, late)))
                .isEqualTo(LocalDateTime.of(2000, 1, 1, 0, 0));
        assertThat(Codecs.decoded(TIMESTAMP, Codecs.encoded(TIMESTAMP, late.minusNanos(1))))
                .isEqualTo(late.minusNanos(500));
    }

    @Test
    void theLastNanosecondOfADayIsTwentyFourHours() {
        TypeCodec<?> time = Codecs.named("time");

        assertThat(Codecs.encoded(time, LocalTime.MAX)).isEqualTo(WireBytes.of("time", "24:00:00"));
    }

    @Test
    void whatTheServersScaleDoesNotReachIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(TIMESTAMP, LocalDateTime.of(300_000, 1, 1, 0, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> Codecs.encoded(TIMESTAMPTZ, Instant.MAX.minusSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(Codecs.named("date"), LocalDate.MAX.minusDays(1)));
    }

    @Test
    void anIntervalIsAPeriodOrADurationIfItIsOneOfThem() {
        byte[] period = Codecs.encoded(INTERVAL, Period.of(1, 2, -3));
        byte[] duration = Codecs.encoded(INTERVAL, Duration.ofHours(-25).plusNanos(1_500));

        assertThat(Codecs.decoded(INTERVAL, period)).isEqualTo(new Interval(14, -3, 0));
        assertThat(Codecs.decoded(INTERVAL, period, Period.class)).isEqualTo(Period.of(1, 2, -3));
        assertThat(Codecs.decoded(INTERVAL, duration)).isEqualTo(new Interval(0, 0, -89_999_999_998L));
        assertThat(Codecs.decoded(INTERVAL, duration, Duration.class))
                .isEqualTo(Duration.ofHours(-25).plusNanos(2_000));
        assertThatThrownBy(() -> Codecs.decoded(INTERVAL, period, Duration.class))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Codecs.decoded(INTERVAL, duration, Period.class))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void anIntervalThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(INTERVAL, Duration.ofSeconds(Long.MAX_VALUE)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codecs.encoded(INTERVAL, Period.ofYears(Integer.MAX_VALUE)));
    }
}
