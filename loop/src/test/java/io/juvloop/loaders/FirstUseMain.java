package io.juvloop.loaders;

import io.juvloop.EventLoop;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.util.List;

/// Run in a JVM of its own: a first use on a thread with a context class loader and inheritable thread locals
/// of its own keeps neither alive, as long as this class loader has juvloop.
final class FirstUseMain {
    private static final InheritableThreadLocal<Object> INHERITED = new InheritableThreadLocal<>();

    private FirstUseMain() {}

    public static void main(String... arguments) throws Exception {
        FirstUse what = FirstUse.valueOf(arguments[0]);
        what.prepare();
        System.out.println("left " + Loaders.left(use(what)));
    }

    private static List<WeakReference<Object>> use(FirstUse what) throws Exception {
        Object local = new Object();
        URLClassLoader loader = Loaders.fresh();
        Thread first = new Thread(() -> {
            INHERITED.set(local);
            try (EventLoop loop = EventLoop.create()) {
                what.use(loop);
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
            System.out.println("used");
        });
        first.setContextClassLoader(loader);
        first.start();
        first.join();
        loader.close();
        return List.of(new WeakReference<>(loader), new WeakReference<>(local));
    }
}
