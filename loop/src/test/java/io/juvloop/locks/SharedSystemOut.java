package io.juvloop.locks;

/// The standard output of this JVM.
///
/// Any thread.
enum SharedSystemOut implements ContendedLock {
    INSTANCE;

    /// Prints an object whose text takes a given time to create.
    @Override
    public void hold(Runnable inside) {
        System.out.printf(
                "%s%n",
                new Object() {
                    @Override
                    public String toString() {
                        inside.run();
                        return "slow";
                    }
                });
    }

    @Override
    public void use() {
        System.out.println("a line");
    }
}
