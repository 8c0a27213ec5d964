package io.juvloop.postgres.session;

import static io.juvloop.postgres.server.ScriptedPeer.body;
import static io.juvloop.postgres.server.ScriptedPeer.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.CopyIn;
import io.juvloop.postgres.CopyOut;
import io.juvloop.postgres.InTask;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.RowStream;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.server.ScriptedPeer;
import io.juvloop.postgres.server.ScriptedServer;
import io.juvloop.testing.EventLoopTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Good answers of a server whose messages were swapped, dropped, doubled, merged, cut or corrupted: what was asked
/// succeeds or fails, soon and with an exception that is meant for programs, and nothing is left.
@EventLoopTest
class FuzzedAnswersTest {
    private static final int SEEDS = 100;
    private static final byte[] COLUMNS = body((short) 2, column("a", 23, 4), column("b", 25, -1));

    /// What a client asks, and the answers of a server to each of its flights, which end with a type of message.
    @SuppressWarnings("ImmutableEnumChecker") // lists that never change
    enum Asked {
        FETCH(List.of('S', 'S'), List.of(description(), rows())) {
            @Override
            void ask(PgConnection con, String query) {
                read(con.fetch(query));
            }
        },
        STREAM(List.of('S', 'H'), List.of(description(), rows())) {
            @Override
            void ask(PgConnection con, String query) {
                try (RowStream stream = con.stream(query)) {
                    for (Row row : stream) {
                        read(List.of(row));
                    }
                }
            }
        },
        SCRIPT(List.of('Q'), List.of(script())) {
            @Override
            void ask(PgConnection con, String query) {
                con.execute(query + "; delete from c");
            }
        },
        COPY_OUT(List.of('Q'), List.of(copyOut())) {
            @Override
            void ask(PgConnection con, String query) {
                try (CopyOut copy = con.copyOut("copy c to stdout")) {
                    copy.forEach(data -> assertThat(data.hasRemaining()).isTrue());
                }
            }
        },
        COPY_IN(List.of('Q', 'c'), List.of(copyIn(), copied())) {
            @Override
            void ask(PgConnection con, String query) {
                try (CopyIn copy = con.copyIn("copy c from stdin")) {
                    copy.write(ByteBuffer.wrap(new byte[] {'7', '\n'}));
                    copy.finish();
                }
            }
        };

        private final List<Character> ends;
        private final List<List<byte[]>> answers;

        Asked(List<Character> ends, List<List<byte[]>> answers) {
            this.ends = ends;
            this.answers = answers;
        }

        abstract void ask(PgConnection con, String query) throws Exception;
    }

    // --- What a good server says

    private static List<byte[]> description() {
        return List.of(message('1'), message('t', body((short) 0)), message('T', COLUMNS), ready());
    }

    private static byte[] column(String name, int type, int size) {
        return body(name, 0, (short) 0, type, (short) size, -1, (short) 1);
    }

    private static byte[] ready() {
        return message('Z', (byte) 'I');
    }

    private static byte[] row(int number, String text) {
        byte[] plain = Arrays.copyOf(body(text), text.length());
        return message('D', body((short) 2, 4, number, plain.length, plain));
    }

    private static List<byte[]> rows() {
        List<byte[]> all = new ArrayList<>(atAnyTime());
        all.addAll(List.of(message('2'), row(1, "one"), row(2, "two"), row(3, "three")));
        all.addAll(List.of(message('C', body("SELECT 3")), ready()));
        return all;
    }

    private static List<byte[]> atAnyTime() {
        byte[] notice = body((byte) 'S', "NOTICE", (byte) 'C', "00000", (byte) 'M', "look", (byte) 0);
        return List.of(
                message('N', notice),
                message('S', body("application_name", "fuzz")),
                message('A', body(4711, "channel", "payload")));
    }

    private static List<byte[]> script() {
        return List.of(
                message('T', COLUMNS),
                row(1, "one"),
                message('C', body("SELECT 1")),
                message('C', body("DELETE 2")),
                ready());
    }

    private static List<byte[]> copyOut() {
        return List.of(
                message('H', body((byte) 0, (short) 2, (short) 0, (short) 0)),
                message('d', body("1\tone\n")),
                message('d', body("2\ttwo\n")),
                message('c'),
                message('C', body("COPY 2")),
                ready());
    }

    private static List<byte[]> copyIn() {
        return List.of(message('G', body((byte) 0, (short) 1, (short) 0)));
    }

    private static List<byte[]> copied() {
        return List.of(message('C', body("COPY 1")), ready());
    }

    private static void read(List<Row> rows) {
        for (Row row : rows) {
            assertThat(row.toMap()).isNotEmpty();
        }
    }

    // --- What a bad one makes of it

    private static byte[] fuzzed(List<byte[]> answer, Random random) {
        List<byte[]> messages = new ArrayList<>(answer);
        int changes = random.nextInt(3); // sometimes none
        for (int i = 0; i < changes && !messages.isEmpty(); i++) {
            change(messages, random);
        }
        return body(messages.toArray());
    }

    private static void change(List<byte[]> messages, Random random) {
        int at = random.nextInt(messages.size());
        byte[] one = messages.get(at).clone();
        switch (random.nextInt(6)) {
            case 0 -> Collections.swap(messages, at, random.nextInt(messages.size()));
            case 1 -> messages.remove(at);
            case 2 -> messages.add(random.nextInt(messages.size() + 1), one);
            case 3 -> { // the next message, if there is one, is taken for a part of this
                int more = at + 1 < messages.size() ? messages.get(at + 1).length : 5;
                ByteBuffer.wrap(one).putInt(1, ByteBuffer.wrap(one).getInt(1) + more);
                messages.set(at, one);
            }
            case 4 -> messages.set(at, Arrays.copyOf(one, random.nextInt(one.length)));
            default -> {
                one[random.nextInt(one.length)] = (byte) random.nextInt();
                messages.set(at, one);
            }
        }
    }

    private static ScriptedServer.Script script(Asked asked, Random random) {
        int bad = random.nextInt(asked.answers.size());
        return peer -> {
            peer.startUp("18.6");
            for (int flight = 0; flight <= bad; flight++) {
                var _ = peer.readUntil(asked.ends.get(flight));
                byte[] good = body(asked.answers.get(flight).toArray());
                sendInPieces(peer, flight < bad ? good : fuzzed(asked.answers.get(flight), random), random);
            }
            peer.end();
            peer.readToEnd();
        };
    }

    private static void sendInPieces(ScriptedPeer peer, byte[] bytes, Random random) throws Exception {
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(40));
            peer.sendRaw(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyAnswerIsTakenOrRefused(Asked asked, EventLoop loop) {
        int[] outcomes = new int[2];
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            String place = asked + ", seed " + seed;
            String query = "select a, b from c" + seed; // not described on a server that had the same port
            InTask.run(loop, () -> {
                try (ScriptedServer server = ScriptedServer.start(script(asked, random))) {
                    PgConnection con = Postgres.connect(server.options().withSslMode(SslMode.DISABLE));
                    outcomes[succeeds(con, asked, query, place) ? 1 : 0]++;
                    con.terminate();
                }
            });
        }
        assertThat(outcomes[0]).as("failures").isGreaterThan(SEEDS / 4);
        assertThat(outcomes[1] + (asked == Asked.COPY_IN ? 1 : 0))
                .as("successes")
                .isPositive();
    }

    private static boolean succeeds(PgConnection con, Asked asked, String query, String place) throws Exception {
        try {
            asked.ask(con, query);
            return true;
        } catch (ConnectionLost lost) {
            assertThat(lost.getCause() == null
                            || !(lost.getCause() instanceof RuntimeException cause)
                            || cause instanceof PgException)
                    .as(place + ": " + lost.getCause())
                    .isTrue();
        } catch (PgException | IllegalArgumentException | ArithmeticException refused) {
            assertThat(refused).as(place).hasMessageNotContaining("null");
        }
        return false;
    }
}
