package io.juvloop.bindings;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Runs in a JVM of its own: first uses of the bindings, each by a class loader of its own, with little memory.
final class ShortOfMemory {
    private static final int STEP = 512;
    private static final int TRIALS = 18;
    private static final int KIB = 1024;
    private static final int BLOCK = 64;

    private ShortOfMemory() {}

    public static void main(String... arguments) throws ReflectiveOperationException {
        use().run(); // the JDK's own classes are not tried here
        int shortages = 0;
        int lost = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Runnable use = use();
            shortages += runsWithOnly(trial * STEP, use) ? 0 : 1;
            try {
                use.run();
            } catch (Throwable gone) {
                lost++;
                System.out.println("after a use with " + trial * STEP + " KiB: " + gone);
            }
        }
        System.out.println("trials " + TRIALS + ", short " + shortages + ", lost " + lost);
    }

    private static Runnable use() throws ReflectiveOperationException {
        Class<?> type = new Again().loadClass(FirstUse.class.getName());
        return (Runnable) type.getDeclaredConstructor().newInstance();
    }

    /// Runs with hardly any memory left.
    ///
    /// @return whether it succeeded
    private static boolean runsWithOnly(int kib, Runnable use) {
        List<byte[]> filling = new ArrayList<>(10 * KIB);
        List<byte[]> rest = new ArrayList<>(10 * KIB);
        fill(filling, BLOCK * KIB);
        fill(rest, KIB);
        for (int freed = 0; freed < kib && !filling.isEmpty(); freed += BLOCK) {
            filling.removeLast();
        }
        try {
            use.run();
            return true;
        } catch (Error expected) {
            return false;
        } finally {
            filling.clear();
            rest.clear();
        }
    }

    private static void fill(List<byte[]> blocks, int size) {
        try {
            while (true) {
                blocks.add(new byte[size]);
            }
        } catch (OutOfMemoryError full) {
            return;
        }
    }

    /// Loads the bindings again.
    private static final class Again extends ClassLoader {
        Again() {
            super("again", ShortOfMemory.class.getClassLoader());
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

    /// A use of several areas.
    public static final class FirstUse implements Runnable {
        /// For the loader.
        public FirstUse() {}

        @Override
        public void run() {
            LibUv.require();
            UvLoop loop = UvLoop.create(thrown -> {});
            try {
                new UvTimer(loop, () -> {}).close();
                new UvTcp(loop, new StreamEvents() {}).close();
                new UvUdp(loop, new AddressCache(loop), new DatagramEvents() {}).close();
                var _ = new FsRequest(loop);
                if (HostSystem.hostname().isEmpty()) {
                    throw new IllegalStateException("a host without a name");
                }
            } finally {
                loop.handles().forEach(UvHandle::close);
                loop.run(UvLoop.RUN_DEFAULT);
                loop.close();
            }
        }
    }
}
