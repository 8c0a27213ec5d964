package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Functions are linked when ordinary code has found room for it: no error in a static initialiser costs one for good.
class LinkingTest {
    private static final Pattern ENSURED = Pattern.compile("(?:ensure|ensured)\\((?:loop, )?([\\w.]+)\\.class\\)");
    private static final Pattern HANDLE = Pattern.compile("var mh\\$ = (\\w+)\\.HANDLE;");
    private static final Pattern PREPARED =
            Pattern.compile("LibUv\\.prepare\\(\"(\\w+)\"\\);\\s+var mh\\$ = \\1\\.HANDLE;");

    private static Path folder() {
        Path here = Path.of("src/main/java/io/juvloop/bindings");
        return Files.exists(here) ? here : Path.of("../bindings").resolve(here);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @Test
    void everyGeneratedFunctionAsksForRoomBeforeItIsLinked() throws IOException {
        String generated = Files.readString(folder().resolve("gen/uv_h.java"));
        assertThat(functions(PREPARED, generated))
                .isEqualTo(functions(HANDLE, generated))
                .contains("uv_fs_stat");
    }

    private static Set<String> functions(Pattern pattern, String source) {
        return pattern.matcher(source)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyClassThatHoldsAHandleIsEnsured() throws IOException {
        Set<String> ensured = new TreeSet<>();
        for (Path source : sources()) {
            ensured.addAll(owners(source));
        }
        List<String> holding = sources().stream()
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .filter(name -> !name.contains("-info"))
                .map(LinkingTest::find)
                .flatMap(owner -> Stream.concat(Stream.of(owner), Stream.of(owner.getDeclaredClasses())))
                .filter(LinkingTest::holdsHandle)
                .map(type -> type.getName().substring(type.getPackageName().length() + 1))
                .toList();
        assertThat(holding)
                .contains("Downcalls$Run", "Fcntl$Call")
                .filteredOn(name -> !ensured.contains(name) && !ensured.contains(name.replaceFirst("\\$.*", "")))
                .isEmpty();
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName("io.juvloop.bindings." + name, false, LinkingTest.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new AssertionError("a source without a class", missing);
        }
    }

    private static boolean holdsHandle(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .anyMatch(field -> field.getType() == MethodHandle.class || field.getType() == CallBoundary.class);
    }

    private static ChildJvm child() {
        return ChildJvm.onClassPath().withLibuvOfTheTests().with("--enable-native-access=ALL-UNNAMED");
    }

    /// The bindings are loaded again and again, and used first with a little memory, a little more each time.
    /// Whatever that does, they are usable as soon as there is memory.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(100)
    void aFirstUseWithoutMemoryCanBeRepeated() throws IOException, InterruptedException {
        String out = child().with("-Xmx32m", "-XX:-UseGCOverheadLimit")
                .run(ShortOfMemory.class)
                .out();
        assertThat(out.strip()).matches("trials (\\d+), short [1-9]\\d*, lost 0");
    }

    /// The same at the end of the stack, a little higher each time.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(100)
    void aFirstUseWithoutStackCanBeRepeated() throws IOException, InterruptedException {
        String out = child().with("-Xint").run(ShortOfStack.class).out();
        assertThat(out.strip()).matches("trials (\\d+), short [1-9]\\d*, lost 0");
    }

    @Test
    void theRoomIsMoreThanAnyClassAllocates() throws IOException, InterruptedException {
        String[] all = sources().stream()
                .flatMap(source -> owners(source).stream())
                .distinct()
                .toArray(String[]::new);
        String out = child().run(Allocations.class, all).out();
        assertThat(out.strip()).matches("classes [1-9]\\d*");
    }

    /// The classes that a source links, nested ones by their full names.
    private static Set<String> owners(Path source) {
        try {
            String text = Files.readString(source);
            String here = source.getFileName().toString().replace(".java", "");
            return functions(ENSURED, text).stream()
                    .map(name -> text.contains("static final class " + name) ? here + "$" + name : name)
                    .collect(Collectors.toSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Runs in a JVM of its own: links one class after another, and reports what took more than half of the room.
    static final class Allocations {
        private Allocations() {}

        public static void main(String... owners) throws ReflectiveOperationException {
            var _ = LibUv.require();
            int linked = 0;
            for (String owner : owners) {
                long before = Allocation.allocated();
                linked += isLinked(owner) ? 1 : 0;
                long bytes = Allocation.allocated() - before;
                if (bytes > Linking.ROOM / 2) {
                    System.out.println(owner + " took " + bytes);
                }
            }
            System.out.println("classes " + linked);
        }

        private static boolean isLinked(String name) {
            try {
                Linking.ensure(find(name));
                return true;
            } catch (LinkageError ofAnotherPlatform) {
                return false;
            }
        }
    }
}
