package io.juvloop.internal.stream;

/// A protocol of the loop's own that is a layer over its transport, as TLS is. A call for the connection as a
/// whole goes to it, and not to the transport below.
///
/// Loop thread only.
public interface UpperLayer {
    /// Closes what the user sees.
    void closeTop();

    /// Aborts what the user sees.
    void abortTop();

    /// Whether its `connectionLost` has begun.
    boolean isLost();
}
