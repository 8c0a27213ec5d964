package io.juvloop.loaders;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Class loaders that load the class path of this JVM again, and whether they are collected.
///
/// Any thread.
final class Loaders {
    private static final int TRIES = 300;
    private static final long BETWEEN_TRIES_MILLIS = 10;

    private Loaders() {}

    /// A class loader that shares only the JDK with others.
    static URLClassLoader fresh() {
        return new URLClassLoader("a plug-in", urls(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] urls() {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            try {
                urls.add(Path.of(entry).toUri().toURL());
            } catch (MalformedURLException impossible) {
                throw new AssertionError(impossible);
            }
        }
        return urls.toArray(URL[]::new);
    }

    /// The number of unused class loaders that are not collected.
    static long left(List<? extends WeakReference<?>> dropped) throws InterruptedException {
        for (int i = 0; i < TRIES && count(dropped) > 0; i++) {
            System.gc();
            Thread.sleep(BETWEEN_TRIES_MILLIS); // the JDK's own threads let go of what they have done
        }
        return count(dropped);
    }

    private static long count(List<? extends WeakReference<?>> dropped) {
        return dropped.stream().filter(each -> !each.refersTo(null)).count();
    }
}
