package io.juvloop.internal.core;

/// A future whose result has to be closed if nobody takes it, such as a connection.
///
/// To cancel a task that waits is to cancel what it waits for. If that has just succeeded, there is nothing to
/// cancel any more, and its result is given up instead.
///
/// Loop thread only.
public interface Abandonable {
    /// Who waited for it will not take it: closes what came of it, unless somebody else has looked at it.
    void abandon();
}
