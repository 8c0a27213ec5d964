package io.juvloop.postgres.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.ProtocolViolation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the ends of commands say.
class TagsTest {
    private static CommandStatus parse(String body) {
        return Tags.parse(
                Frame.of(MessageTypes.COMMAND_COMPLETE, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT 0, SELECT, 0",
        "SELECT 12345678901, SELECT, 12345678901",
        "INSERT 0 5, INSERT, 5",
        "INSERT 16384 1, INSERT, 1",
        "INSERT 4294967295 1, INSERT, 1",
        "MERGE 7, MERGE, 7",
        "COPY 3, COPY, 3",
        "COPY, COPY, 0",
        "BEGIN, BEGIN, 0",
        "CREATE TABLE, CREATE TABLE, 0",
        "REFRESH MATERIALIZED VIEW 4, REFRESH MATERIALIZED VIEW, 4",
        "SOMETHING 99999999999999999999, SOMETHING 99999999999999999999, 0"
    })
    void aTagIsACommandAndANumberOfRows(String tag, String command, long rows) {
        assertThat(parse(tag + '\0')).isEqualTo(new CommandStatus(command, rows));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 9223372036854775808\0",
                "SELECT 18446744073709551617\0",
                "SELECT 5x\0",
                "SELECT 5 \0",
                "SELECT -5\0",
                "SELECT \0",
                "UPDATE x\0",
                "INSERT 5\0",
                "INSERT 0 \0",
                "INSERT  5\0",
                "INSERT 0 5 6\0"
            })
    void aNumberOfRowsThatIsNoneIsAViolation(String body) {
        assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> parse(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SELECT 5", "BEGIN", "SELECT 5\0x", "BEGIN\0\0", "INSERT 0 5\0" + "6\0"})
    void aTagIsTextWithOneNulBehindIt(String body) {
        assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> parse(body));
    }
}
