package io.juvloop.bindings;

/// The JDK's own way with children, as far as it gets into ours: when its class of processes is initialised,
/// once, it sets the action of SIGCHLD to the default. Were that later than libuv's first watching of it, libuv
/// would be deaf to the ends of its children; and as long as SIGCHLD is ignored, which a shell can have handed
/// down, the system keeps no child for who waits. So it is had happen before the first child.
///
/// Any thread.
final class JdkProcesses {
    private static final String CLASS = "java.lang.ProcessImpl";

    static {
        try {
            Class.forName(CLASS);
        } catch (ClassNotFoundException another) {
            throw new LinkageError("this JDK makes processes by a class that is not known", another);
        }
    }

    private JdkProcesses() {}

    /// To be called before a child is started.
    static void settle() {
        // done by the initialisation of this class
    }
}
