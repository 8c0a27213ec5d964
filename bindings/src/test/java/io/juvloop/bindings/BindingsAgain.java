package io.juvloop.bindings;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Loads the bindings again, so that their classes are initialised once more. All of them are loaded at once: later
/// only their initialisers need memory and stack.
final class BindingsAgain extends ClassLoader {
    BindingsAgain() {
        super("again", BindingsAgain.class.getClassLoader());
    }

    /// Makes the first uses of bindings that were never used, see [FirstUses].
    @SuppressWarnings("unchecked") // the class of another loader
    static List<Runnable> firstUses() {
        try {
            BindingsAgain again = new BindingsAgain();
            again.loadAll();
            Class<?> type = again.loadClass(FirstUses.class.getName());
            return ((Supplier<List<Runnable>>) type.getDeclaredConstructor().newInstance()).get();
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("no first uses", impossible);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.juvloop.bindings.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private void loadAll() {
        try {
            Path here = Path.of(LibUv.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(here.resolve("io"))) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".class")).toList()) {
                    String name = here.relativize(file).toString().replace(".class", "");
                    var _ = loadClass(name.replace(File.separatorChar, '.'), false);
                }
            }
        } catch (IOException | URISyntaxException | ClassNotFoundException failure) {
            throw new LinkageError("not all classes are at hand", failure);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException failure) {
            throw new ClassNotFoundException(name, failure);
        }
    }
}
