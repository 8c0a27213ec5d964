package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.process.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tables for systems that the tests do not run on, against the values of a C compiler for each of them,
/// which `native/cross-facts.sh` has recorded, with the name of the compiler.
class TargetsAgainstCTest {
    private static final Map<String, String> KEYS = keys();

    private static Map<String, String> keys() {
        Map<String, String> keys = new HashMap<>();
        AbiTest.KEYS.forEach((fact, key) -> keys.put("Abi." + fact, key));
        HostAbiTest.KEYS.forEach((fact, key) -> keys.put("HostAbi." + fact, key));
        HostAbiTest.NEWER_KEYS.forEach((fact, key) -> keys.put("HostAbi." + fact, key));
        ProcessLayoutTest.KEYS.forEach((fact, key) -> keys.put("ProcessLayout." + fact, key));
        for (String command : new String[] {"F_GETFD", "F_SETFD", "F_GETFL", "F_SETFL", "FD_CLOEXEC"}) {
            keys.put("Fcntl." + command, "const." + command);
        }
        return keys;
    }

    private static Properties compiled(String target) {
        Properties facts = new Properties();
        try (InputStream file = TargetsAgainstCTest.class.getResourceAsStream("facts/" + target + ".properties")) {
            facts.load(Objects.requireNonNull(file, () -> "no facts of " + target));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return facts;
    }

    private static Properties ours(String system, String processor) throws IOException, InterruptedException {
        Properties facts = new Properties();
        facts.load(new StringReader(ChildJvm.onClassPath()
                .with("--enable-native-access=ALL-UNNAMED")
                .withLibuvOfTheTests()
                .run(NamedFacts.class, system, processor)
                .withoutComplaint()
                .out()));
        return facts;
    }

    @ParameterizedTest
    @CsvSource({
        "windows-x86_64, Windows 11, amd64",
        "windows-aarch_64, Windows 11, aarch64",
        "osx-aarch_64, Mac OS X, aarch64",
        "osx-x86_64, Mac OS X, x86_64",
        "linux-musl-x86_64, Linux, amd64",
        "linux-musl-aarch_64, Linux, aarch64",
        "linux-glibc-aarch_64, Linux, aarch64"
    })
    void tablesAreThoseOfTheCompiler(String target, String system, String processor)
            throws IOException, InterruptedException {
        Properties said = compiled(target);
        Properties ours = ours(system, processor);
        Map<String, String> wrong = new TreeMap<>();
        Map<String, String> right = new TreeMap<>();
        KEYS.forEach((fact, key) -> {
            if (said.containsKey(key)) {
                boolean same = said.getProperty(key).equals(ours.getProperty(fact));
                (same ? right : wrong).put(fact, ours.getProperty(fact) + ", and in C " + said.getProperty(key));
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(right.size()).isGreaterThan(130);
    }

    @ParameterizedTest
    @CsvSource({"windows-x86_64, Windows 11", "osx-aarch_64, Mac OS X", "linux-musl-x86_64, Linux"})
    void signalsAreThoseOfTheCompiler(String target, String system) throws IOException, InterruptedException {
        Map<String, String> compiled = signals(compiled(target));
        if (target.startsWith("windows")) {
            compiled.remove("signal.QUIT"); // defined by libuv itself, though not by the oldest, and used only to kill
        }
        assertThat(signals(ours(system, "amd64"))).hasSizeGreaterThan(9).isEqualTo(compiled);
    }

    private static Map<String, String> signals(Properties facts) {
        Map<String, String> signals = new TreeMap<>();
        for (String name : facts.stringPropertyNames()) {
            if (name.startsWith("signal.")) {
                signals.put(name, facts.getProperty(name));
            }
        }
        return signals;
    }
}
