package io.juvloop.locks;

/// A kind of callback that a loop runs.
@FunctionalInterface
interface KindOfCallback {
    /// Prepares callbacks of this kind.
    ///
    /// @param callback the action that each of them must run; more callbacks may run than are provoked
    Provocation prepare(LoopElsewhere there, Runnable callback) throws Exception;

    /// Provokes callbacks. Closing it undoes the preparation.
    @FunctionalInterface
    interface Provocation extends AutoCloseable {
        /// Prepares the next callback, while the loop is not blocked.
        default void ready() throws Exception {}

        /// Provokes a callback soon; does not wait for it.
        void provoke() throws Exception;

        @Override
        default void close() {}
    }
}
