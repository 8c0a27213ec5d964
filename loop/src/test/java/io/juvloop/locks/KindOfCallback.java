package io.juvloop.locks;

/// A way in which a loop calls back.
@FunctionalInterface
interface KindOfCallback {
    /// Prepares for callbacks of this kind.
    ///
    /// @param callback what each of them must run; more of them may come than are provoked
    Provocation prepare(LoopElsewhere there, Runnable callback) throws Exception;

    /// What makes one happen. Closing it takes back what was prepared.
    @FunctionalInterface
    interface Provocation extends AutoCloseable {
        /// Prepares for the next one, while nothing hinders the loop.
        default void ready() throws Exception {}

        /// Makes one happen soon; does not wait for it.
        void provoke() throws Exception;

        @Override
        default void close() {}
    }
}
