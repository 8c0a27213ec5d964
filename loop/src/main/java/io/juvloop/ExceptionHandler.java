package io.juvloop;

/// Handles errors that no caller awaits.
///
/// Called on the loop's thread. If it throws, the default handler reports the exception, with the context. See
/// [set_exception_handler](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.set_exception_handler).
@FunctionalInterface
public interface ExceptionHandler {
    /// Handles an error.
    ///
    /// @param loop the loop that reports it
    /// @param context the error and its context
    void handle(EventLoop loop, ExceptionContext context);
}
