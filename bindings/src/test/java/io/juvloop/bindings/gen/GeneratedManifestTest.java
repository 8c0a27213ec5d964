package io.juvloop.bindings.gen;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tells a stale or edited package without running jextract: what `GENERATED.properties` says of the inputs and the
/// outputs of `native/generate-bindings.sh` must be what lies on disk.
class GeneratedManifestTest {
    private static final Path GEN = Path.of("src/main/java/io/juvloop/bindings/gen");
    private static final Path NATIVE = Path.of("../native");

    private final Properties manifest = load(GEN.resolve("GENERATED.properties"));

    @Test
    void inputsAreThoseTheBindingsWereGeneratedFrom() {
        var inputs = Stream.of("jextract.pin", "portable-bindings.awk", "uv.includes");
        assertThat(entriesOf("input."))
                .as("run `make bindings` after a change in native/")
                .isEqualTo(hashesOf(inputs.map(NATIVE::resolve)));
    }

    @Test
    void everyGeneratedFileIsListedAndUnedited() throws IOException {
        try (Stream<Path> files = Files.list(GEN)) {
            var sources = files.filter(file -> !file.endsWith("GENERATED.properties"));
            assertThat(entriesOf("generated.")).isEqualTo(hashesOf(sources)).isNotEmpty();
        }
    }

    @Test
    void toolIsTheOnePinned() {
        assertThat(manifest.getProperty("tool.version"))
                .isEqualTo(load(NATIVE.resolve("jextract.pin")).getProperty("version"));
    }

    @Test
    void everyIncludedFunctionIsBoundAndNoOther() {
        var bound = Arrays.stream(uv_h.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.endsWith("$handle"))
                .map(name -> name.replace("$handle", ""))
                .collect(toCollection(TreeSet::new));
        assertThat(bound).isEqualTo(included("function")).isNotEmpty();
    }

    @Test
    void everyIncludedConstantIsBoundAndNoOther() {
        var bound = Arrays.stream(uv_h.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("UV_"))
                .collect(toCollection(TreeSet::new));
        assertThat(bound).isEqualTo(included("constant")).isNotEmpty();
    }

    @Test
    void everyIncludedCallbackTypeHasAClassAndNoOther() {
        var classes = entriesOf("generated.").keySet().stream()
                .filter(name -> name.endsWith("_cb.java"))
                .map(name -> name.replace(".java", ""))
                .collect(toCollection(TreeSet::new));
        assertThat(classes).isEqualTo(included("typedef")).isNotEmpty();
    }

    private static TreeSet<String> included(String kind) {
        var option = "--include-" + kind + " ";
        try (Stream<String> lines = Files.lines(NATIVE.resolve("uv.includes"))) {
            return lines.filter(line -> line.startsWith(option))
                    .map(line -> line.substring(option.length()).strip())
                    .collect(toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SortedMap<String, String> entriesOf(String prefix) {
        return manifest.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .collect(
                        toMap(key -> key.substring(prefix.length()), manifest::getProperty, (a, b) -> a, TreeMap::new));
    }

    private static Map<String, String> hashesOf(Stream<Path> files) {
        return files.collect(
                toMap(file -> file.getFileName().toString(), GeneratedManifestTest::sha256, (a, b) -> a, TreeMap::new));
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static Properties load(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
