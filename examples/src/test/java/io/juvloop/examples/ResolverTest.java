package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.TaskMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `dns`, as a user runs it, with names that this machine knows itself.
class ResolverTest {
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void everyNameIsAnsweredInTheOrderOfTheQuestions(TaskMode mode) throws Exception {
        String names = "192.0.2.77,localhost,127.0.0.1,x.invalid,a" + "b".repeat(63);
        try (ExampleProcess dns = ExampleProcess.start(mode, "dns", "--names", names, "--timeout", "30000")) {
            List<String> lines = dns.rest();
            assertThat(dns.errors()).isEmpty();
            assertThat(dns.exit()).isZero();
            assertThat(lines).hasSize(5);
            assertThat(lines.get(0)).startsWith("192.0.2.77  unknown: ");
            assertThat(lines.get(1)).matches("localhost  (127\\.0\\.0\\.1|0:0:0:0:0:0:0:1)(, .*)?");
            assertThat(lines.get(2)).startsWith("127.0.0.1  localhost");
            assertThat(lines.get(3)).startsWith("x.invalid  unknown: ").contains("EAI_");
            assertThat(lines.get(4)).contains("  unknown: ").contains("EAI_NONAME");
        }
    }

    @Test
    void whatTakesTooLongIsGivenUp() throws Exception {
        String many = "x.invalid,".repeat(40) + "x.invalid";
        try (ExampleProcess dns = ExampleProcess.start("dns", "--names", many, "--timeout", "1")) {
            List<String> lines = dns.rest();
            assertThat(dns.exit()).isZero();
            assertThat(lines)
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("x.invalid  no answer within 1 ms")
                            || line.startsWith("x.invalid  unknown: "));
        }
    }

    @Test
    void anEmptyNameIsAMistake() throws Exception {
        try (ExampleProcess dns = ExampleProcess.start("dns", "--names")) {
            assertThat(dns.exit()).isEqualTo(2);
            assertThat(dns.errors()).startsWith("--names wants names");
        }
    }
}
