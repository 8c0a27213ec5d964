package io.juvloop.spi;

/// A future whose result must be closed if no caller takes it, such as a connection.
///
/// Cancelling a task cancels the future that it awaits. If that future has just succeeded, it can no longer be
/// cancelled, and the loop abandons its result instead.
///
/// Loop thread only.
public interface Abandonable {
    /// Closes the result because the task that awaited it will not take it, unless another caller has looked at
    /// the result.
    void abandon();
}
