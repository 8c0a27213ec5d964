package io.juvloop.internal.process;

import io.juvloop.internal.Log;

/// The JDK's own way with children, as far as it gets into libuv's: when its class of children is initialised, once
/// in a process, it sets the action of SIGCHLD to the default, and libuv would never hear again of the children that
/// it has then. So that is had happen before libuv sets its handler.
///
/// Any thread.
final class JdkChildren {
    private static final String CLASS = "java.lang.ProcessImpl";

    static {
        try {
            var _ = Class.forName(CLASS, true, null);
        } catch (ClassNotFoundException elsewhere) {
            Log.warn("this JDK has no {0}; its first child may keep the loop from hearing of its own", CLASS);
        }
    }

    private JdkChildren() {}

    /// To be called before a child of libuv's is started.
    static void settle() {
        // done by the initialisation of this class
    }
}
