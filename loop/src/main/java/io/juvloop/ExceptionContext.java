package io.juvloop;

import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// An error and its context: the callback, connection or future that it happened in; asyncio's context
/// dictionary.
///
/// Any thread. Immutable. See
/// [call_exception_handler](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.call_exception_handler).
///
/// @param message one line for a log
/// @param exception the exception, if any
/// @param handle the callback that threw
/// @param transport the connection that the error happened on
/// @param protocol the protocol whose method threw
/// @param server the server whose factory threw
/// @param future the future whose failure was never observed
/// @param created the stack that scheduled the callback; in debug mode only
public record ExceptionContext(
        String message,
        @Nullable Throwable exception,
        @Nullable Handle handle,
        @Nullable BaseTransport transport,
        @Nullable BaseProtocol protocol,
        @Nullable Server server,
        @Nullable Future<?> future,
        @Nullable Throwable created) {

    /// Checks that no required component is null.
    public ExceptionContext {
        Objects.requireNonNull(message, "the message is null");
    }

    /// Creates a context with a message and an exception.
    ///
    /// @param message one line for a log
    /// @param exception the exception, if any
    /// @return the context
    public static ExceptionContext of(String message, @Nullable Throwable exception) {
        return new ExceptionContext(message, exception, null, null, null, null, null, null);
    }

    /// Adds the callback that threw.
    ///
    /// @param culprit the callback
    /// @param scheduled the stack that scheduled it, if known
    /// @return a new context
    public ExceptionContext with(Handle culprit, @Nullable Throwable scheduled) {
        Objects.requireNonNull(culprit, "the callback is null");
        return new ExceptionContext(message, exception, culprit, transport, protocol, server, future, scheduled);
    }

    /// Adds the connection that the error happened on.
    ///
    /// @param connection its transport
    /// @param owner its protocol
    /// @return a new context
    public ExceptionContext with(BaseTransport connection, BaseProtocol owner) {
        Objects.requireNonNull(connection, "the transport is null");
        Objects.requireNonNull(owner, "the protocol is null");
        return new ExceptionContext(message, exception, handle, connection, owner, server, future, created);
    }

    /// Adds the server that the error happened in.
    ///
    /// @param listener the server
    /// @return a new context
    public ExceptionContext with(Server listener) {
        Objects.requireNonNull(listener, "the server is null");
        return new ExceptionContext(message, exception, handle, transport, protocol, listener, future, created);
    }

    /// Adds the future that failed.
    ///
    /// @param failed the future
    /// @return a new context
    public ExceptionContext with(Future<?> failed) {
        Objects.requireNonNull(failed, "the future is null");
        return new ExceptionContext(message, exception, handle, transport, protocol, server, failed, created);
    }
}
