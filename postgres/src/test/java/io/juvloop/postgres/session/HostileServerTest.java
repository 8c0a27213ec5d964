package io.juvloop.postgres.session;

import static io.juvloop.postgres.server.ScriptedPeer.body;
import static io.juvloop.postgres.server.ScriptedPeer.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.juvloop.EventLoop;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.CopyIn;
import io.juvloop.postgres.CopyOut;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.server.ScriptedPeer;
import io.juvloop.postgres.server.ScriptedServer;
import io.juvloop.testing.EventLoopTest;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that answer what was asked, up to one message that cannot be: it ends the connection, and what was asked
/// fails.
@EventLoopTest
class HostileServerTest {
    private static final byte[] COLUMN = body((short) 1, "a", 0, (short) 0, 23, (short) 4, -1, (short) 0);
    private static final byte[] ROW = body((short) 1, 4, 7);
    private static final byte[] READY = message('Z', (byte) 'I');
    private static final byte[] END = message('C', body("SELECT 1"));

    /// What a client asks.
    @FunctionalInterface
    private interface Asking {
        void ask(PgConnection con) throws Exception;
    }

    private static void assertLost(EventLoop loop, ScriptedServer.Script script, Asking asking) {
        InTask.run(loop, () -> {
            ScriptedServer server = ScriptedServer.start(peer -> {
                peer.startUp("18.6");
                script.run(peer);
                peer.readToEnd();
            });
            try (server) {
                PgConnection con = Postgres.connect(server.options().withSslMode(SslMode.DISABLE));
                ConnectionLost lost = catchThrowableOfType(ConnectionLost.class, () -> asking.ask(con));
                assertThat(lost).isNotNull();
                assertThat(lost.getCause()).isInstanceOf(ProtocolViolation.class);
                assertThat(con.isClosed()).isTrue();
            }
        });
    }

    private static byte[] joined(byte[]... messages) {
        return body((Object[]) messages);
    }

    // --- A query

    /// Describes the statement.
    private static void answerParse(ScriptedPeer peer) throws Exception {
        var _ = peer.readUntil('S');
        peer.sendRaw(joined(message('1'), message('t', body((short) 0)), message('T', COLUMN), READY));
    }

    /// Describes the statement and reads Bind and Execute.
    private static void describe(ScriptedPeer peer) throws Exception {
        answerParse(peer);
        var _ = peer.readUntil('S');
    }

    static Map<String, byte[]> lies() {
        byte[] bound = message('2');
        byte[] row = message('D', ROW);
        Map<String, byte[]> lies = new TreeMap<>();
        lies.put("ready without an end", joined(bound, row, READY));
        lies.put("an unknown status", joined(bound, row, END, message('Z', (byte) 'X')));
        lies.put("two statuses", joined(bound, row, END, message('Z', (byte) 'I', (byte) 'I')));
        lies.put("two ends", joined(bound, row, END, END, READY));
        lies.put("a row behind the end", joined(bound, END, row, READY));
        lies.put("a row without its count", joined(bound, message('D'), END, READY));
        lies.put("a row with half of its count", joined(bound, row, message('D', (byte) 0), row, END, READY));
        lies.put("a body of BindComplete", joined(message('2', (byte) 0), END, READY));
        lies.put("a body of CloseComplete", joined(bound, message('3', (byte) 0), END, READY));
        lies.put("a body of NoData", joined(bound, message('n', (byte) 0), END, READY));
        lies.put("a body of PortalSuspended", joined(bound, message('s', (byte) 0), READY));
        lies.put("a body of EmptyQueryResponse", joined(bound, message('I', (byte) 0), READY));
        lies.put("too many rows", joined(bound, message('C', body("SELECT 99999999999999999999")), READY));
        lies.put("text behind the rows", joined(bound, message('C', body("SELECT 1x")), READY));
        lies.put("a tag without NUL", joined(bound, message('C', "SELECT 1".getBytes(UTF_8)), READY));
        lies.put("bytes behind a tag", joined(bound, message('C', body("SELECT 1", "x")), READY));
        lies.put("bytes behind an error", joined(message('E', body((byte) 'M', "x", (byte) 0, (byte) 0)), READY));
        lies.put("an error without an end", joined(message('E', body((byte) 'M', "x")), READY));
        lies.put("a notification without NUL", joined(bound, message('A', body(1, "x", new byte[] {'y'})), END, READY));
        lies.put("a setting without a value", joined(bound, message('S', body("x")), END, READY));
        lies.put("a setting too long", joined(bound, message('S', body("x", "y", "z")), END, READY));
        lies.put("a COPY", joined(bound, message('H', body((byte) 0, (short) 0))));
        lies.put("data", joined(bound, message('d', (byte) 0)));
        lies.put("authentication", joined(bound, message('R', body(3))));
        lies.put("a key", joined(bound, message('K', body(1, 2))));
        lies.put("a long end", joined(bound, new byte[] {'C', 0x10, 0, 0, 0}));
        lies.put("columns without end", joined(bound, message('T', body((short) -1))));
        return lies;
    }

    static Set<String> names() {
        return lies().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aLieInTheAnswerToAQueryEndsTheConnection(String name, EventLoop loop) {
        assertLost(
                loop,
                peer -> {
                    describe(peer);
                    peer.sendRaw(lies().get(name));
                },
                con -> con.fetch("select a from b"));
    }

    @Test
    void aStatementMustBeDescribed(EventLoop loop) {
        for (byte[] answer : new byte[][] {
            READY,
            joined(message('1'), READY),
            joined(message('1'), message('T', COLUMN), READY),
            joined(message('1'), message('t', body((short) 0)), READY),
            joined(message('1'), message('t', body((short) 2, 23)), message('n'), READY),
            joined(message('1'), message('t', body((short) 0, 23)), message('n'), READY)
        }) {
            assertLost(
                    loop,
                    peer -> {
                        var _ = peer.readUntil('S');
                        peer.sendRaw(answer);
                    },
                    con -> con.fetch("select a from b"));
        }
    }

    @Test
    void aScriptMustEnd(EventLoop loop) {
        assertLost(
                loop,
                peer -> {
                    var _ = peer.readUntil('Q');
                    peer.ready('I');
                },
                con -> con.execute("delete from a; delete from b"));
    }

    /// A commit that was never answered is no commit.
    @Test
    void theEndOfATransactionMustEnd(EventLoop loop) {
        assertLost(
                loop,
                peer -> {
                    var _ = peer.readUntil('Q');
                    peer.sendRaw(joined(
                            message('C', body("BEGIN")), message('C', body("DELETE 1")), message('Z', (byte) 'T')));
                    var _ = peer.readUntil('Q');
                    peer.ready('I');
                },
                con -> {
                    Transaction transaction = con.transaction();
                    transaction.execute("delete from a");
                    transaction.commit();
                });
    }

    // --- Streams

    /// The client would ask for more without end.
    @Test
    void aStreamThatIsSuspendedWithoutARowEndsTheConnection(EventLoop loop) {
        assertLost(
                loop,
                peer -> {
                    answerParse(peer);
                    var _ = peer.readUntil('H');
                    peer.sendRaw(joined(message('2'), message('s')));
                },
                HostileServerTest::readStream);
    }

    @Test
    void aStreamThatIsNotEndedEndsTheConnection(EventLoop loop) {
        assertLost(
                loop,
                peer -> {
                    answerParse(peer);
                    var _ = peer.readUntil('H');
                    peer.sendRaw(joined(message('2'), message('D', ROW), READY));
                },
                HostileServerTest::readStream);
    }

    private static void readStream(PgConnection con) throws Exception {
        try (RowStream rows = con.stream("select a from b")) {
            rows.forEach(row -> assertThat(row.getInt(0)).isEqualTo(7));
        }
    }

    // --- COPY

    @Test
    void aLieInTheAnswerToACopyOutEndsTheConnection(EventLoop loop) {
        byte[] opening = message('H', body((byte) 0, (short) 1, (short) 0));
        byte[] data = message('d', (byte) '7', (byte) '\n');
        byte[] copied = message('C', body("COPY 1"));
        for (byte[] answer : new byte[][] {
            joined(data, opening, message('c'), copied, READY),
            joined(opening, data, READY),
            joined(opening, data, message('c'), READY),
            joined(opening, data, copied, READY),
            joined(opening, data, message('c'), data, copied, READY),
            joined(opening, data, message('c', (byte) 0), copied, READY),
            joined(message('H', body((byte) 2, (short) 0)), data, message('c'), copied, READY),
            joined(message('H', body((byte) 0, (short) 1, (short) 1)), data, message('c'), copied, READY),
            joined(message('H', body((byte) 1, (short) 1, (short) 2)), data, message('c'), copied, READY),
            joined(message('H', body((byte) 0, (short) 2, (short) 0)), data, message('c'), copied, READY),
            joined(message('H', body((byte) 0, (short) 0, (short) 0)), data, message('c'), copied, READY),
            joined(message('H'), data, message('c'), copied, READY),
            joined(message('W', body((byte) 0, (short) 0)))
        }) {
            assertLost(
                    loop,
                    peer -> {
                        var _ = peer.readUntil('Q');
                        peer.sendRaw(answer);
                    },
                    con -> {
                        try (CopyOut copy = con.copyOut("copy a to stdout")) {
                            copy.forEach(line -> assertThat(line.remaining()).isEqualTo(2));
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"G\2\0\0", "G\0\0\1\0\1", "G\0\0\1", "G\0\0\0\0", "G\0", "G"})
    void aCopyInOfAnUnknownShapeEndsTheConnection(String answer, EventLoop loop) {
        assertLost(
                loop,
                peer -> {
                    var _ = peer.readUntil('Q');
                    peer.send(answer.charAt(0), answer.substring(1).getBytes(UTF_8));
                },
                HostileServerTest::copyIn);
    }

    @Test
    void aCopyInMustEnd(EventLoop loop) {
        assertLost(
                loop,
                peer -> {
                    var _ = peer.readUntil('Q');
                    peer.send('G', body((byte) 0, (short) 0));
                    var _ = peer.readUntil('c');
                    peer.ready('I');
                },
                HostileServerTest::copyIn);
    }

    private static void copyIn(PgConnection con) throws Exception {
        try (CopyIn copy = con.copyIn("copy a from stdin")) {
            copy.write(ByteBuffer.wrap(new byte[] {'7', '\n'}));
            var _ = copy.finish();
        }
    }

    // --- At any time

    @Test
    void settingsWithoutEndEndTheConnection(EventLoop loop) {
        assertLost(
                loop,
                peer -> {
                    describe(peer);
                    for (int i = 0; i < 2_000; i++) {
                        peer.send('S', body("setting " + i, "value"));
                    }
                },
                con -> con.fetch("select a from b"));
    }
}
