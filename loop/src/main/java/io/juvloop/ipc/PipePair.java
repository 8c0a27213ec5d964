package io.juvloop.ipc;

/// A pipe of the operating system: what is written to one end is read from the other.
///
/// An end is this object's, and closed by [#close], until it is taken. What takes it, such as
/// [io.juvloop.EventLoop#connectReadPipe], owns it from then on. Both ends block until then, as other programs expect,
/// and are not inherited by them unless that is asked for.
///
/// A reader or writer that the loop has for an end ([io.juvloop.EventLoop#addReader]) is removed when the end is taken
/// or closed. On a thread other than the loop's, the end of a pipe that is watched is closed in the loop's next turn.
///
/// Any thread. See [uv_pipe](https://docs.libuv.org/en/v1.x/pipe.html#c.uv_pipe).
public interface PipePair extends AutoCloseable {
    /// The end to read from, which stays this object's.
    ///
    /// @return the file descriptor
    /// @throws IllegalStateException if it was taken or closed
    long readEnd();

    /// The end to write to, which stays this object's.
    ///
    /// @return the file descriptor
    /// @throws IllegalStateException if it was taken or closed
    long writeEnd();

    /// Takes the end to read from.
    ///
    /// @return the file descriptor, which is the caller's now
    /// @throws IllegalStateException if it was taken or closed
    long takeReadEnd();

    /// Takes the end to write to.
    ///
    /// @return the file descriptor, which is the caller's now
    /// @throws IllegalStateException if it was taken or closed
    long takeWriteEnd();

    /// Closes what was not taken. Again, it does nothing.
    @Override
    void close();
}
