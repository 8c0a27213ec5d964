package io.juvloop.postgres.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.server.ScriptedPeer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Bodies of messages that are cut, too long, or corrupted.
class MalformedBodiesTest {
    private static final byte[] ERROR = ScriptedPeer.body(
            (byte) 'S', "ERROR", (byte) 'C', "22012", (byte) 'M', "division by zero", (byte) 'P', "7", (byte) 0);
    private static final byte[] COLUMNS = ScriptedPeer.body(
            (short) 2, "a", 0, (short) 0, 23, (short) 4, -1, (short) 0, "", 5, (short) 1, 25, (short) -1, -1, (short)
                    1);
    private static final byte[] PARAMETERS = ScriptedPeer.body((short) 3, 23, 25, 1184);

    private static <T> T parse(Function<Frame, T> parser, byte... body) {
        return parser.apply(Frame.of((byte) 'E', ByteBuffer.wrap(body)));
    }

    /// Whatever is cut off or put behind the end is found out.
    private static void refusesEveryOtherLength(Function<Frame, ?> parser, byte... body) {
        assertThat((Object) parse(parser, body)).isNotNull();
        for (int length = 0; length <= body.length + 3; length++) {
            byte[] other = Arrays.copyOf(body, length);
            if (length != body.length) {
                assertThatExceptionOfType(ProtocolViolation.class)
                        .as("%d of %d bytes", length, body.length)
                        .isThrownBy(() -> parse(parser, other));
            }
        }
    }

    @Test
    void aBodyOfAnotherLengthIsAViolation() {
        refusesEveryOtherLength(ServerFields::parse, ERROR);
        refusesEveryOtherLength(RowDescription::parse, COLUMNS);
        refusesEveryOtherLength(RowDescription::parseParameters, PARAMETERS);
    }

    @Test
    void aCountThatDoesNotFitAllocatesNothing() {
        for (int count : new int[] {3, 4, 0x7fff, 0x8000, 0xffff}) {
            byte[] columns = COLUMNS.clone();
            ByteBuffer.wrap(columns).putShort((short) count);
            assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> parse(RowDescription::parse, columns));
        }
    }

    @Test
    void corruptedBytesAreReadOrAreAViolation() {
        int violations = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            violations += isViolation(ServerFields::parse, corrupted(ERROR, random)) ? 1 : 0;
            violations += isViolation(RowDescription::parse, corrupted(COLUMNS, random)) ? 1 : 0;
            violations += isViolation(RowDescription::parseParameters, corrupted(PARAMETERS, random)) ? 1 : 0;
        }
        assertThat(violations).isBetween(1, 8_999);
    }

    private static byte[] corrupted(byte[] body, Random random) {
        byte[] bytes = body.clone();
        for (int i = 0; i < 2; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static boolean isViolation(Function<Frame, ?> parser, byte[] body) {
        try {
            return parse(parser, body) == null;
        } catch (ProtocolViolation expected) {
            return true;
        }
    }

    @Test
    void fieldsOfErrorsThatAreNotKnownOrNotThereDoNoHarm() {
        ServerDetails details = parse(
                ServerFields::parse,
                ScriptedPeer.body(
                        (byte) 0x80, "high", (byte) 1, "low", (byte) 'P', "x", (byte) 'L', "99999999999", (byte) 0));

        assertThat(details.severity()).isEqualTo("ERROR");
        assertThat(details.message()).isEmpty();
        assertThat(details.position()).isZero();
        assertThat(parse(ServerFields::parse, (byte) 0).sqlState()).isEmpty();
    }
}
