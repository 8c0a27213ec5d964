package io.juvloop.postgres.internal.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.testing.EventLoopTest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// With the example of RFC 7677, whose user is named, which PostgreSQL's clients do not do; so the signatures are
/// computed anew.
@EventLoopTest
class ScramTest {
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    private static Scram scram() {
        return new Scram("n,,", null, NONCE);
    }

    private static <T> T inTask(EventLoop loop, Callable<T> body) {
        return loop.runUntilComplete(loop.createTask(body));
    }

    @Test
    void bothSidesProveThatTheyKnowThePassword(EventLoop loop) {
        inTask(loop, () -> {
            ScramKeys keys = ScramKeys.of(loop);
            Scram scram = scram();
            assertThat(new String(scram.first(), UTF_8)).isEqualTo("n,,n=,r=" + NONCE);

            String answer = new String(scram.answer(SERVER_FIRST.getBytes(UTF_8), "pencil", keys), UTF_8);

            assertThat(answer).startsWith("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=");
            String signed = "n=,r=" + NONCE + "," + SERVER_FIRST + "," + answer.substring(0, answer.indexOf(",p="));
            ScramKeys.Pair pair = keys.of("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
            byte[] signature = ScramKeys.hmac(pair.serverKey(), signed.getBytes(UTF_8));
            scram.verify(("v=" + Base64.getEncoder().encodeToString(signature)).getBytes(UTF_8));
            assertThat(scram.isVerified()).isTrue();
            return true;
        });
    }

    /// The stored key of RFC 7677's example follows from these.
    @Test
    void theKeysAreThoseOfTheRfc(EventLoop loop) {
        inTask(loop, () -> {
            ScramKeys.Pair pair =
                    ScramKeys.of(loop).of("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
            String message = "n=user,r=rOprNGfwEbeRWgbNEkqO," + SERVER_FIRST
                    + ",c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
            assertThat(Base64.getEncoder().encodeToString(ScramKeys.hmac(pair.serverKey(), message.getBytes(UTF_8))))
                    .isEqualTo("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
            return true;
        });
    }

    @Test
    void keysAreMadeOnceForAPassword(EventLoop loop) {
        inTask(loop, () -> {
            ScramKeys keys = ScramKeys.of(loop);
            byte[] salt = {1, 2, 3};
            var first = loop.createTask(() -> keys.of("a", salt, 10));
            var second = loop.createTask(() -> keys.of("a", salt.clone(), 10));
            assertThat(Async.await(first)).isEqualTo(Async.await(second));
            assertThat(keys.made()).isEqualTo(1);
            assertThat(keys.of("b", salt, 10).clientKey())
                    .isNotEqualTo(first.result().clientKey());
            assertThat(keys.made()).isEqualTo(2);
            return true;
        });
    }

    @Test
    void tooManyIterationsAreRefusedBeforeHashing(EventLoop loop) {
        inTask(loop, () -> {
            ScramKeys keys = ScramKeys.of(loop);
            assertThatExceptionOfType(PgException.class)
                    .isThrownBy(() -> scram().answer(
                                    SERVER_FIRST.replace("i=4096", "i=100001").getBytes(UTF_8), "x", keys))
                    .withMessageContaining("100001");
            assertThat(keys.made()).isZero();
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r=other,s=AAAA,i=1",
                "r=rOprNGfwEbeRWgbNEkqO,s=AAAA,i=1",
                "r=rOprNGfwEbeRWgbNEkqOx,s=,i=1",
                "r=rOprNGfwEbeRWgbNEkqOx,s=*,i=1",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=0",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=x",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=-1",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=+1",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=\u0661",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=99999999999",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=1,i=2",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=1,",
                "r=rOprNGfwEbeRWgbNEkqOx,r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=1",
                "s=AAAA,r=rOprNGfwEbeRWgbNEkqOx,i=1",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA",
                "r=xrOprNGfwEbeRWgbNEkqO,s=AAAA,i=1",
                "m=x,r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=1"
            })
    void aBrokenAnswerOfTheServerIsAViolation(String serverFirst, EventLoop loop) {
        inTask(loop, () -> {
            assertThatExceptionOfType(ProtocolViolation.class)
                    .isThrownBy(() -> scram().answer(serverFirst.getBytes(UTF_8), "x", ScramKeys.of(loop)));
            return true;
        });
    }

    @Test
    void aServerThatDoesNotKnowThePasswordIsRefused(EventLoop loop) {
        inTask(loop, () -> {
            Scram scram = scram();
            var _ = scram.answer(SERVER_FIRST.getBytes(UTF_8), "pencil", ScramKeys.of(loop));
            assertThatExceptionOfType(PgException.class)
                    .isThrownBy(() -> scram.verify("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=".getBytes(UTF_8)))
                    .withMessageContaining("not proved");
            assertThat(scram.isVerified()).isFalse();
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v=", "x=AAAA", "v=*", "%s,v=AAAA", "%s,", "%s,x=1"})
    void aBrokenProofOfTheServerIsRefused(String message, EventLoop loop) {
        inTask(loop, () -> {
            Scram scram = scram();
            ScramKeys keys = ScramKeys.of(loop);
            String answer = new String(scram.answer(SERVER_FIRST.getBytes(UTF_8), "pencil", keys), UTF_8);
            String signed = "n=,r=" + NONCE + "," + SERVER_FIRST + "," + answer.substring(0, answer.indexOf(",p="));
            ScramKeys.Pair pair = keys.of("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
            byte[] signature = ScramKeys.hmac(pair.serverKey(), signed.getBytes(UTF_8));
            String right = "v=" + Base64.getEncoder().encodeToString(signature);

            assertThatExceptionOfType(PgException.class)
                    .isThrownBy(() -> scram.verify(message.replace("%s", right).getBytes(UTF_8)));
            assertThat(scram.isVerified()).isFalse();
            return true;
        });
    }

    @Test
    void theChannelIsBoundWhereBothSidesCan() {
        List<String> both = List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256");

        assertThat(Scram.choose(both, new byte[32], true).first())
                .startsWith("p=tls-server-end-point,,".getBytes(UTF_8));
        assertThat(Scram.choose(both, null, true).first()).startsWith("n,,".getBytes(UTF_8));
        assertThat(Scram.choose(List.of("SCRAM-SHA-256"), new byte[32], true).first())
                .startsWith("y,,".getBytes(UTF_8));
        assertThatExceptionOfType(PgException.class).isThrownBy(() -> Scram.choose(List.of("X"), null, false));
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "I\u00adX, IX",
        "\u00aa, a",
        "\u2168, IX",
        "a\u00a0b, a b",
        "\u06271, \u06271",
        "a\u0007\u00e9, a\u0007\u00e9"
    })
    void passwordsArePreparedAsRfc4013Says(String password, String prepared) {
        assertThat(SaslPrep.prepared(password)).isEqualTo(prepared);
    }

    @Test
    void md5IsAsPostgresHasIt() {
        assertThat(Md5.answer("user", "password", new byte[] {1, 2, 3, 4}))
                .isEqualTo("md5a3576f1ae039b8996bc4fc2720f9c71a");
    }
}
