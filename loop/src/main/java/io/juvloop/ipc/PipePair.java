package io.juvloop.ipc;

/// A pipe of the operating system: bytes written to one end are read from the other.
///
/// An end belongs to this object, which closes it in [#close], until it is taken. The code that takes it, such
/// as [io.juvloop.EventLoop#connectReadPipe], owns it from then on. Both ends are blocking until then, as other
/// programs expect, and child processes inherit them only on request.
///
/// A reader or writer of the loop for an end ([io.juvloop.EventLoop#addReader]) is removed when the end is
/// taken or closed. If another thread than the loop's closes it, a watched end is closed in the loop's next
/// iteration.
public interface PipePair extends AutoCloseable {
    /// Returns the reading end, which stays this object's.
    ///
    /// @return the file descriptor
    /// @throws IllegalStateException if it was taken or closed
    long readEnd();

    /// Returns the writing end, which stays this object's.
    ///
    /// @return the file descriptor
    /// @throws IllegalStateException if it was taken or closed
    long writeEnd();

    /// Takes the reading end.
    ///
    /// @return the file descriptor, which is the caller's now
    /// @throws IllegalStateException if it was taken or closed
    long takeReadEnd();

    /// Takes the writing end.
    ///
    /// @return the file descriptor, which is the caller's now
    /// @throws IllegalStateException if it was taken or closed
    long takeWriteEnd();

    /// Closes the ends that were not taken. Calling it again has no effect.
    @Override
    void close();
}
