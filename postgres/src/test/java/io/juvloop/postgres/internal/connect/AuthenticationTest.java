package io.juvloop.postgres.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.postgres.AuthenticationMethod;
import io.juvloop.postgres.ChannelBinding;
import io.juvloop.postgres.InvalidAuthorization;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.Certificates;
import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
class AuthenticationTest {
    private final TestDatabase database;

    AuthenticationTest(TestDatabase database) {
        this.database = database;
    }

    private static void connect(EventLoop loop, PgOptions options) {
        Started started = Connects.start(loop, options);
        assertThat(started.transactionStatus()).isEqualTo((byte) 'I');
        assertThat(started.pid()).isPositive();
        assertThat(started.parameters()).containsEntry("client_encoding", "UTF8");
        started.transport().abort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tester", "clear_user", "md5_user", "scram_user", "ssl_user", "plain_user"})
    @Tag("case-3")
    void eachMethodLetsTheRightPasswordIn(String user, EventLoop loop) {
        connect(loop, database.options(user).withPassword("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear_user", "md5_user", "scram_user"})
    @Tag("case-3")
    void aWrongPasswordIsTriedOnce(String user, EventLoop loop) {
        Proxy proxy = loop.runUntilComplete(
                loop.createTask(() -> Proxy.start(loop, database.server().port())));
        try (proxy) {
            PgOptions options = proxy.through(database.options(user)).withPassword("wrong");
            assertThatExceptionOfType(InvalidAuthorization.class)
                    .isThrownBy(() -> connect(loop, options))
                    .satisfies(refused -> assertThat(refused.sqlState()).isEqualTo("28P01"))
                    .withMessageNotContaining("wrong");
            assertThat(proxy.accepted()).isEqualTo(1);
        }
    }

    @Test
    void withoutAPasswordItIsSaidWhereOneWasLookedFor(EventLoop loop) {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> connect(loop, database.options("scram_user")))
                .withMessageContaining("password file");
    }

    @Test
    void theSupplierIsAskedAtEachConnectIfTheServerAsks(EventLoop loop) {
        int[] asked = {0};
        PgOptions options = database.options("scram_user")
                .withPassword("not this")
                .withPasswordSupplier(() -> {
                    asked[0]++;
                    return loop.createTask(() -> {
                        Async.sleep(Duration.ofMillis(1));
                        return "secret";
                    });
                });
        connect(loop, options);
        connect(loop, options);
        assertThat(asked[0]).isEqualTo(2);
        connect(loop, options.withUser("tester"));
        assertThat(asked[0]).isEqualTo(2);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void thePasswordFileIsReadIfNothingElseHasOne(@TempDir Path folder, EventLoop loop) throws Exception {
        Path file = folder.resolve("pgpass");
        Files.write(file, List.of("127.0.0.1:*:*:scram_user:secret"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        connect(loop, database.options("scram_user").withParameter("passfile", file.toString()));

        Environment environment = Environments.of(Map.of("PGPASSFILE", file.toString()));
        loop.runUntilComplete(Connecting.connect(loop, database.options("scram_user"), environment, started -> started))
                .transport()
                .abort();
    }

    @Test
    void keysOfScramAreMadeOnceForManyConnections(EventLoop loop) {
        PgOptions options = database.options("scram_user").withPassword("secret");
        for (int i = 0; i < 3; i++) {
            connect(loop, options);
        }
        long made =
                loop.runUntilComplete(loop.createTask(() -> ScramKeys.of(loop).made()));
        assertThat(made).isEqualTo(1);
    }

    // --- What must be

    @ParameterizedTest
    @EnumSource(
            value = AuthenticationMethod.class,
            names = {"PASSWORD", "MD5", "SCRAM_SHA_256", "NONE"})
    void onlyRequiredMethodsAreAnswered(AuthenticationMethod allowed, EventLoop loop) {
        Map<AuthenticationMethod, String> users = Map.of(
                AuthenticationMethod.PASSWORD, "clear_user",
                AuthenticationMethod.MD5, "md5_user",
                AuthenticationMethod.SCRAM_SHA_256, "scram_user",
                AuthenticationMethod.NONE, "tester");
        users.forEach((method, user) -> {
            PgOptions options = database.options(user).withPassword("secret").withRequireAuth(allowed);
            if (method == allowed) {
                connect(loop, options);
            } else {
                assertThatExceptionOfType(PgException.class)
                        .isThrownBy(() -> connect(loop, options))
                        .withMessageContaining("require_auth does not allow it")
                        .withMessageContaining(Keywords.word(method));
            }
        });
    }

    @Test
    @Tag("case-6")
    void channelBindingWorksWithTlsAndFailsWithout(EventLoop loop) {
        PgOptions options =
                database.options("scram_user").withPassword("secret").withChannelBinding(ChannelBinding.REQUIRE);

        connect(loop, options.withSslMode(SslMode.REQUIRE));

        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> connect(loop, options.withSslMode(SslMode.DISABLE)))
                .withMessage("channel binding is required, and the connection is not encrypted");
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(
                        () -> connect(loop, options.withSslMode(SslMode.REQUIRE).withUser("md5_user")))
                .withMessageContaining("channel binding is required");
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(
                        () -> connect(loop, options.withSslMode(SslMode.REQUIRE).withUser("tester")))
                .withMessageContaining("channel binding is required");
    }

    @Test
    void channelBindingCanBeLeftOut(EventLoop loop) {
        connect(
                loop,
                database.options("scram_user")
                        .withPassword("secret")
                        .withSslMode(SslMode.REQUIRE)
                        .withChannelBinding(ChannelBinding.DISABLE));
    }

    @Test
    void aCertificateLetsItsOwnerIn(EventLoop loop) {
        Certificates certificates = Certificates.shared();
        PgOptions options = database.options("cert_user").withSslMode(SslMode.REQUIRE);

        connect(
                loop,
                options.withParameter("sslcert", certificates.file("client.crt").toString())
                        .withParameter("sslkey", certificates.file("client.key").toString())
                        .withParameter("sslcertmode", "require"));

        assertThatExceptionOfType(InvalidAuthorization.class).isThrownBy(() -> connect(loop, options));
    }
}
