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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Functions are linked by ordinary code that can run again: no error in a static initialiser costs one for good.
class LinkingTest {
    private static final Pattern FUNCTION = Pattern.compile("\\buv_h(?:\\.|::)(uv_[a-z0-9_]+)");
    private static final int AREAS = 11;

    private static List<Path> sources() throws IOException {
        Path here = Path.of("src/main/java/io/juvloop/bindings");
        Path folder = Files.exists(here) ? here : Path.of("../bindings").resolve(here);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static IntStream areas() {
        return IntStream.range(0, AREAS).map(bit -> 1 << bit);
    }

    private static Stream<String> functionsIn(Path source) {
        try {
            return FUNCTION.matcher(Files.readString(source)).results().map(found -> found.group(1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void everyGeneratedFunctionThatIsCalledBelongsToOneArea() throws IOException {
        Set<String> called = new TreeSet<>();
        sources().forEach(source -> functionsIn(source).forEach(called::add));
        List<String> linked = areas().boxed()
                .flatMap(area -> LinkedFunctions.of(area).stream())
                .toList();
        assertThat(linked).containsExactlyInAnyOrderElementsOf(called).isNotEmpty();
    }

    @Test
    void everyClassThatHoldsAHandleBelongsToAnArea() throws IOException {
        List<String> linked = areas().boxed()
                .flatMap(area -> LinkedFunctions.holders(area).stream())
                .toList();
        List<String> holding = sources().stream()
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .filter(name -> !name.contains("-info"))
                .map(LinkingTest::find)
                .flatMap(owner -> Stream.concat(Stream.of(owner), Stream.of(owner.getDeclaredClasses())))
                .filter(LinkingTest::holdsHandle)
                .map(Class::getName)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .filter(LinkingTest::isOfThisPlatform)
                .toList();
        assertThat(linked).containsAll(holding);
        assertThat(holding).contains("Downcalls$Run");
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

    private static boolean isOfThisPlatform(String holder) {
        Platform here = Platform.current();
        boolean isElsewhere = (holder.startsWith("Kqueue") && !here.isMac())
                || (!here.isLinux()
                        && Stream.of("Epoll", "Pid", "PosixSpawn", "SpawnActions", "LinuxThread")
                                .anyMatch(holder::startsWith))
                || (here.isWindows()
                        && Stream.of("LibC", "Posix", "StreamCalls", "Terminal", "Signal", "FileSending")
                                .anyMatch(holder::startsWith));
        return !isElsewhere
                && (!holder.equals("UvUdp$OpenEx") || OptionalFunction.UDP_OPEN_EX.isPresent())
                && (!holder.equals("UvThread$Priority") || OptionalFunction.THREAD_GETPRIORITY.isPresent())
                && (!holder.equals("HostUsers$ByNumber") || OptionalFunction.OS_GET_PASSWD2.isPresent());
    }

    /// The bindings are loaded again and again, and used first with a little memory, a little more each time.
    /// Whatever that does, they are usable as soon as there is memory.
    @Test
    @Timeout(100)
    void aFirstUseWithoutMemoryCanBeRepeated() throws IOException, InterruptedException {
        String out = ChildJvm.onClassPath()
                .withLibuvOfTheTests()
                .with(
                        "-Xmx32m",
                        "-XX:-UseGCOverheadLimit",
                        "-D" + Linking.PROPERTY + "=true",
                        "--enable-native-access=ALL-UNNAMED")
                .run(ShortOfMemory.class)
                .out();
        assertThat(out.strip()).matches("(?s).*trials (\\d+), short [1-9]\\d*, lost 0");
    }
}
