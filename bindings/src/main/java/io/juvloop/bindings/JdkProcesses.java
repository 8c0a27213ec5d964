package io.juvloop.bindings;

/// Initialises the JDK's process class before the first child. That initialisation, which happens once, sets the
/// action of SIGCHLD to the default. If it came after libuv's first watching of SIGCHLD, libuv would miss the
/// ends of its children; and while SIGCHLD is ignored, which a shell can hand down, the system keeps no status
/// for `waitpid`.
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
        // the class initialiser has done the work
    }
}
