package io.juvloop.testing;

import io.juvloop.EventLoop;

/// Which loop the tests run on: the one on libuv, or another one whose class `-Djuvloop.test.loop` names.
///
/// Any thread. Stateless.
public final class LoopChoice {
    private static final String PROPERTY = "juvloop.test.loop";

    private LoopChoice() {}

    /// Whether it is the loop on libuv.
    public static boolean isLibuv() {
        return System.getProperty(PROPERTY, "").isEmpty();
    }

    /// Makes one.
    public static EventLoop newLoop() {
        if (isLibuv()) {
            return EventLoop.create();
        }
        try {
            Class<?> type = Class.forName(System.getProperty(PROPERTY));
            return (EventLoop) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError("there is no such loop", missing);
        }
    }
}
