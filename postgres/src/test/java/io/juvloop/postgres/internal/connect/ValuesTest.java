package io.juvloop.postgres.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.postgres.PgOptions;
import io.juvloop.testing.EventLoopTest;
import io.juvloop.testing.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EventLoopTest
class ValuesTest {
    @TempDir
    Path folder;

    private PassFile passFile(String modes, String... lines) throws IOException {
        Path file = folder.resolve("pgpass");
        Files.write(file, List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(modes));
        return new PassFile(file, true);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Tag("case-2")
    void thePasswordFileHasBackslashes() throws IOException {
        PassFile file = passFile("rw-------", "h:5432:d:u:pa\\:ss");

        assertThat(file.find("h", 5432, "d", "u")).hasValue("pa:ss");
        assertThat(file.find("h", 5432, "d", "other")).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Tag("case-2")
    void theFirstLineThatFitsCounts() throws IOException {
        PassFile file = passFile(
                "rw-------",
                "# h:*:*:*:comment",
                "h2:*:*:*:other",
                "*:5432:d:u:first",
                "h:5432:d:u:second",
                "::1:1:d:u:not this",
                "\\:\\:1:1:d:u:v6",
                "h:1:d:us:prefix",
                "h:1:d:u:");

        assertThat(file.find("h", 5432, "d", "u")).hasValue("first");
        assertThat(file.find("::1", 1, "d", "u")).hasValue("v6");
        assertThat(file.find("h", 1, "d", "u")).hasValue("");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Tag("case-2")
    void aPasswordFileThatOthersMayReadIsIgnoredWithOneWarning(LogLines log) throws IOException {
        PassFile file = passFile("rw-r--r--", "h:5432:d:u:secret");

        assertThat(file.find("h", 5432, "d", "u")).isEmpty();
        assertThat(file.find("h", 5432, "d", "u")).isEmpty();

        assertThat(log.look())
                .hasSize(1)
                .first()
                .satisfies(line ->
                        assertThat(line.message()).contains("pgpass", "0600").doesNotContain("secret"));
    }

    @Test
    void aServiceStandsBetweenTheDsnAndTheEnvironment() throws IOException {
        Path file = folder.resolve("services");
        Files.writeString(file, """
                # services
                [other]
                host=wrong

                [mine]
                host=service
                user=service
                port=7
                port=8
                search_path=a, b
                """);
        Environment environment = Environments.of(
                Map.of("PGSERVICEFILE", file.toString(), "PGSERVICE", "mine", "PGHOST", "env", "PGDATABASE", "env"));

        Targets targets = Targets.of(PgOptions.of("user=dsn"), environment);

        assertThat(targets.hosts()).containsExactly(new Host("service", null, 7));
        assertThat(targets.options().user()).hasValue("dsn");
        assertThat(targets.options().database()).hasValue("env");
        assertThat(targets.options().serverSettings()).containsEntry("search_path", "a, b");
    }

    @Test
    void aServiceThatIsNowhereIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Targets.of(PgOptions.of("service=none"), Environments.EMPTY))
                .withMessageContaining("\"none\"");
    }
}
