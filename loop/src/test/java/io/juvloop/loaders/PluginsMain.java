package io.juvloop.loaders;

import io.juvloop.EventLoop;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Run in a JVM of its own: loads a plug-in, uses it and drops it, many times, while a loop of this class
/// loader runs. Then prints what is left.
final class PluginsMain {
    private static final InheritableThreadLocal<Object> INHERITED = new InheritableThreadLocal<>();

    private PluginsMain() {}

    public static void main(String... arguments) throws Exception {
        try (EventLoop own = EventLoop.create()) {
            own.runUntilComplete(own.createTask(() -> "ran"));
            List<WeakReference<ClassLoader>> dropped = new ArrayList<>();
            dropped.add(use());
            long descriptors = descriptors();
            for (int i = 1; i < Integer.parseInt(arguments[0]); i++) {
                dropped.add(use());
            }
            own.runUntilComplete(own.createTask(() -> "ran"));
            System.out.println("descriptors more " + (descriptors() - descriptors));
            System.out.println("loaders left " + Loaders.left(dropped));
        }
    }

    private static WeakReference<ClassLoader> use() throws Exception {
        Thread here = Thread.currentThread();
        ClassLoader before = here.getContextClassLoader();
        try (URLClassLoader loader = Loaders.fresh()) {
            here.setContextClassLoader(loader);
            Object plugin = loader.loadClass(Plugin.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            if (plugin.getClass().equals(Plugin.class)) {
                throw new AssertionError("the same class");
            }
            INHERITED.set(plugin);
            ((Runnable) plugin).run();
            return new WeakReference<>(loader);
        } finally {
            INHERITED.remove();
            here.setContextClassLoader(before);
        }
    }

    private static long descriptors() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(open)) {
            return all.count();
        }
    }
}
