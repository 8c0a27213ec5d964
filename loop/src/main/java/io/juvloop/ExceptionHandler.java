package io.juvloop;

/// Told of what went wrong where nobody waits for an answer.
///
/// Called on the loop's thread. If it throws, that is reported by the default handler, with the context. See
/// [set_exception_handler](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.set_exception_handler).
@FunctionalInterface
public interface ExceptionHandler {
    /// Something went wrong.
    ///
    /// @param loop where
    /// @param context what
    void handle(EventLoop loop, ExceptionContext context);
}
