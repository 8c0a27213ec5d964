package io.juvloop.loaders;

import io.juvloop.EventLoop;
import io.juvloop.tls.Contexts;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Run in a JVM of its own: first uses of each part near the end of the stack, by a class loader for each distance from
/// it, and then the same uses with a whole stack. Every class is loaded before, so that only its initializer is left
/// to fail.
final class StackEndMain {
    private static final int[] ROOMS = {16, 36, 64, 100, 240};
    private static final Pattern LOST = Pattern.compile("initialize class ([\\w.$]+)");
    private static final Set<String> LINKED = Set.of("MethodHandle", "CallBoundary");

    /// What is used; opening a terminal needs JNA, which could lose classes of its own.
    private static final List<FirstUse> TRIED = Stream.of(FirstUse.values())
            .filter(what -> what != FirstUse.TERMINAL && what != FirstUse.STANDARD_INPUT)
            .toList();

    private static final long STACK_SIZE = 512 * 1024;

    private final TreeSet<String> lost = new TreeSet<>();
    private int deepest;
    private int shortages;

    private StackEndMain() {}

    public static void main(String... arguments) throws InterruptedException {
        TRIED.forEach(FirstUse::prepare);
        Thread shallow = new Thread(null, () -> new StackEndMain().tryAll(), "shallow", STACK_SIZE);
        shallow.start();
        shallow.join();
    }

    /// Runs one use, in a class loader of its own.
    static final class Uses implements IntFunction<String> {
        private static final int SHALLOW = -1;

        public Uses() {}

        @Override
        public String apply(int index) {
            try (EventLoop loop = EventLoop.create()) {
                FirstUse what = TRIED.get(Math.max(0, index));
                var _ = Contexts.SERVER; // of the tests, as FirstUse itself
                if (index != SHALLOW) {
                    what.use(loop);
                }
                return "";
            } catch (Throwable thrown) {
                return describe(thrown);
            }
        }

        private static String describe(Throwable thrown) {
            for (Throwable each = thrown; each != null; each = each.getCause()) {
                if (each instanceof LinkageError
                        && String.valueOf(each.getMessage()).contains("initialize class")) {
                    return each.getMessage();
                }
            }
            return thrown instanceof StackOverflowError ? "short" : thrown.toString();
        }
    }

    private void tryAll() {
        IntFunction<String> first = loaded();
        useAll(first); // the JDK's own classes are not tried here
        measure(0);
        for (int room : ROOMS) {
            IntFunction<String> uses = loaded();
            System.out.print(uses.apply(Uses.SHALLOW));
            for (int index = 0; index < TRIED.size(); index++) {
                try {
                    shortages += below(deepest - room, uses, index).isEmpty() ? 0 : 1;
                } catch (StackOverflowError expected) {
                    shortages++;
                }
            }
            useAll(uses).forEach(message -> lost.add(message + " at " + room));
        }
        System.out.println("short " + shortages);
        System.out.println(
                "lost " + lost.stream().filter(StackEndMain::isPromised).toList() + " of " + lost);
    }

    /// Whether a message is of a lost class, but not of one with a few constants, which needs a dozen frames.
    private static boolean isPromised(String message) {
        Matcher found = LOST.matcher(message);
        if (!found.find()) {
            return false;
        }
        if (found.group(1).endsWith("Options") || found.group(1).endsWith("UvErrors")) {
            return true;
        }
        try {
            Class<?> type = Class.forName(found.group(1), false, StackEndMain.class.getClassLoader());
            return found.group(1).contains(".bindings.gen.")
                    || Stream.of(type.getDeclaredFields())
                            .anyMatch(field -> LINKED.contains(field.getType().getSimpleName()));
        } catch (ClassNotFoundException unknown) {
            return true;
        }
    }

    private static List<String> useAll(IntFunction<String> uses) {
        return IntStream.range(0, TRIED.size())
                .mapToObj(uses)
                .filter(message -> !message.isEmpty())
                .toList();
    }

    @SuppressWarnings("unchecked") // the class of another loader
    private static IntFunction<String> loaded() {
        URLClassLoader loader = Loaders.fresh();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            load(loader, Path.of(entry));
        }
        try {
            Constructor<?> maker = loader.loadClass(Uses.class.getName()).getDeclaredConstructor();
            maker.setAccessible(true); // the other loader's package is another
            return (IntFunction<String>) maker.newInstance();
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | ClassNotFoundException impossible) {
            throw new LinkageError("no uses", impossible);
        }
    }

    private static void load(ClassLoader loader, Path entry) {
        if (!Files.isDirectory(entry.resolve("io"))) {
            return;
        }
        try (Stream<Path> files = Files.walk(entry.resolve("io"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                String name = entry.relativize(file).toString().replace(".class", "");
                var _ = Class.forName(name.replace(File.separatorChar, '.'), false, loader);
            }
        } catch (IOException | ClassNotFoundException failure) {
            throw new LinkageError("not all classes are at hand", failure);
        }
    }

    @SuppressWarnings("InfiniteRecursion") // down to the end of the stack
    private void measure(int depth) {
        deepest = depth;
        try {
            measure(depth + 1);
        } catch (StackOverflowError end) {
            return;
        }
    }

    private static String below(int frames, IntFunction<String> uses, int index) {
        return frames <= 0 ? uses.apply(index) : below(frames - 1, uses, index);
    }
}
