package io.juvloop.postgres.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.postgres.AuthenticationMethod;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.SslMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DsnTest {
    private static List<String> hosts(PgOptions options, Map<String, String> variables) {
        return Targets.of(options, Environments.of(variables)).hosts().stream()
                .map(Host::toString)
                .toList();
    }

    @Test
    @Tag("case-1")
    void aUriGivesHostsPasswordAndSettings() {
        PgOptions options = PgOptions.of("postgres://u:p%40ss@h1,h2:5433/d?application_name=x&a=1&a=2&b=1+2");

        assertThat(hosts(options, Map.of())).containsExactly("h1:5432", "h2:5433");
        assertThat(options.user()).hasValue("u");
        assertThat(options.password()).hasValue("p@ss");
        assertThat(options.database()).hasValue("d");
        assertThat(options.serverSettings()).isEqualTo(Map.of("application_name", "x", "a", "2", "b", "1+2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://::1/d",
                "postgres://u:geheim@h/d?a=%zz",
                "postgres://u:geheim@h/d?a=%4",
                "postgres://u:geheim@h/d?a=%00",
                "postgres://u:geheim%ff@h/d",
                "postgres://u:geheim@h/d?a",
                "postgres://u:geheim@h/d?a=b=c",
                "postgres://u:geheim@[::1/d",
                "postgres://u:geheim@[]/d",
                "postgres://u:geheim@[::1]x/d",
                "postgres://u:geheim@h/d?a=b c",
                "postgres://u:geheim@h:port/d",
                "postgres://u:geheim@h:0/d",
                "postgres://u:geheim@h/d?sslmode=sometimes",
                "password=geheim host",
                "password='geheim",
                "password=geheim port=x",
                "password=geheim =",
                "geheim",
                "password=geheim client_encoding=latin1",
                "password=geheim tcp_user_timeout=soon",
                "password=geheim require_auth=md5,!none",
                "password=geheim\0"
            })
    @Tag("case-1")
    void whatLibpqRefusesIsRefusedWithoutShowingThePassword(String dsn) {
        assertThatIllegalArgumentException().isThrownBy(() -> PgOptions.of(dsn)).withMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql:///d | localhost:5432",
                "postgresql://[::1]:1,[fe80::1]/d | [::1]:1 [fe80::1]:5432",
                "postgresql://h:/d | h:5432",
                "postgresql://h?port=7 | h:7",
                "postgresql://a,b:7/d?port=8 | a:8 b:8",
                "postgresql://%2Fvar%2Flib/d | /var/lib/.s.PGSQL.5432",
                "postgresql:///d?host=/a&port=9 | /a/.s.PGSQL.9",
                "host=a,b,c port=1,,3 | a:1 b:5432 c:3",
                "host=a hostaddr=127.0.0.1 | a:5432",
                "hostaddr=127.0.0.1,::1 | 127.0.0.1:5432 [::1]:5432",
            })
    void hostsAndPortsAreMatchedByPosition(String dsn, String expected) {
        assertThat(hosts(PgOptions.of(dsn), Map.of())).containsExactly(expected.split(" ", -1));
    }

    @Test
    void hostsAndPortsThatDoNotMatchAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hosts(PgOptions.of("host=a,b port=1,2,3"), Map.of()))
                .withMessage("3 ports do not match 2 hosts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hosts(PgOptions.of("host=a,b hostaddr=::1"), Map.of()))
                .withMessage("2 hosts do not match 1 values of hostaddr");
    }

    @Test
    void pairsHaveQuotesAndBackslashes() {
        Map<String, String> pairs = Dsn.parse(" user = a\\ b\tpassword='it\\'s \\\\ x'  a=''b=c\\");

        assertThat(pairs).isEqualTo(Map.of("user", "a b", "password", "it's \\ x", "a", "", "b", "c"));
    }

    @Test
    void aUriTakesCredentialsUpToTheFirstAtSignBeforeASlash() {
        assertThat(Dsn.parse("postgres://u:a:b@h")).isEqualTo(Map.of("user", "u", "password", "a:b", "host", "h"));
        assertThat(Dsn.parse("postgres://:p@h")).isEqualTo(Map.of("password", "p", "host", "h"));
        assertThat(Dsn.parse("postgres://h/d@e")).isEqualTo(Map.of("host", "h", "dbname", "d@e"));
        assertThat(Dsn.parse("postgres://")).isEmpty();
        assertThat(Dsn.parse("")).isEmpty();
    }

    @Test
    void spacesAroundAValueAreDropped() {
        assertThat(Dsn.parse("postgres:// h /d?user=%20x%20 "))
                .isEqualTo(Map.of("host", "h", "dbname", "d", "user", " x "));
    }

    @Test
    void jdbcsWordForEncryptionIsKnown() {
        assertThat(PgOptions.of("postgres://h?ssl=true").sslMode()).isEqualTo(SslMode.REQUIRE);
    }

    @Test
    @Tag("case-1")
    void theUserOfTheEnvironmentCountsOnlyIfNobodyElseGivesOne() {
        Map<String, String> variables = Map.of("PGUSER", "env", "PGPORT", "7");

        assertThat(Targets.of(PgOptions.of("postgres://h/d"), Environments.of(variables))
                        .options()
                        .user())
                .hasValue("env");
        assertThat(Targets.of(PgOptions.of("postgres://dsn@h/d"), Environments.of(variables))
                        .options()
                        .user())
                .hasValue("dsn");
        assertThat(Targets.of(PgOptions.DEFAULT.withUser("option"), Environments.of(variables))
                        .options()
                        .user())
                .hasValue("option");
        assertThat(hosts(PgOptions.of("host=a,b"), variables)).containsExactly("a:7", "b:7");
    }

    @Test
    void whatNobodyGivesHasLibpqsDefaults() {
        Targets targets = Targets.of(PgOptions.DEFAULT, Environments.EMPTY);

        assertThat(targets.options().user()).hasValue("somebody");
        assertThat(targets.options().database()).hasValue("somebody");
        assertThat(targets.options().sslMode()).isEqualTo(SslMode.PREFER);
        assertThat(targets.options().requireAuth()).containsExactly(AuthenticationMethod.values());
    }

    @Test
    void anEmptyValueCountsAsNone() {
        Targets targets =
                Targets.of(PgOptions.of("user='' dbname='' host=h port=''"), Environments.of(Map.of("PGUSER", "env")));

        assertThat(targets.options().user()).hasValue("somebody");
        assertThat(targets.hosts()).containsExactly(new Host("h", null, 5432));
    }

    @Test
    void excludedMethodsLeaveTheOthers() {
        assertThat(PgOptions.of("require_auth=!password,!md5").requireAuth())
                .doesNotContain(AuthenticationMethod.PASSWORD, AuthenticationMethod.MD5)
                .contains(AuthenticationMethod.SCRAM_SHA_256, AuthenticationMethod.NONE);
    }

    @Test
    void theDatabaseHasTwoKeywords() {
        assertThat(PgOptions.of("postgres://h?database=d").database()).hasValue("d");
        assertThat(PgOptions.DEFAULT.withParameter("database", "d").serverSettings())
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> PgOptions.DEFAULT.withServerSetting("database", "d"));
    }

    @Test
    void noPasswordIsShown() {
        PgOptions options = PgOptions.of("postgres://u:geheim@h/d?sslpassword=geheim");

        assertThat(options.toString()).doesNotContain("geheim").contains("password=***", "host=h");
        assertThat(options.parameters()).containsOnlyKeys("user", "host", "dbname");
    }
}
