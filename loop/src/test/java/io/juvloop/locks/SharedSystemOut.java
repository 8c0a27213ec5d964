package io.juvloop.locks;

/// The standard output of this JVM.
///
/// Any thread.
enum SharedSystemOut implements ContendedLock {
    INSTANCE;

    /// Prints something whose text takes that long to make.
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
