package io.juvloop;

import java.nio.channels.SelectableChannel;

/// Watching descriptors: a chapter of [EventLoop], which has all of them.
///
/// Tells when something that another library made can be read or written: a descriptor by its number, or one of
/// the JDK's channels ([java.nio.channels.SocketChannel], [java.nio.channels.ServerSocketChannel],
/// [java.nio.channels.DatagramChannel], and both ends of [java.nio.channels.Pipe]).
///
/// In each direction one callback is told, on the loop's thread, again and again as long as it is so. Adding
/// another replaces and cancels it. What belongs to a transport, a server or anything else of the loop's is
/// refused.
///
/// A number must be removed before its descriptor is closed, which may follow at once: the system has forgotten
/// it when `remove` returns. A channel may be closed at any time and on any thread; that removes it. Once
/// watched it stays registered with the loop until it is closed, so that it cannot be put in blocking mode; and
/// on macOS [java.nio.channels.DatagramChannel#disconnect] fails on it.
///
/// Loop thread only. Lifetime: that of the loop; once it is closed, adding throws [IllegalStateException] and
/// removing says false.
///
/// See [Watching file
/// descriptors](https://docs.python.org/3.13/library/asyncio-eventloop.html#watching-file-descriptors).
public interface LoopDescriptors {
    /// Has a callback told when a descriptor can be read, accepted from, or has come to its end. asyncio's
    /// `add_reader(fd, callback)`.
    ///
    /// @param descriptor of a socket, a pipe or a device, which is left as it is; on Windows of a socket
    /// @param callback told as long as it is so
    /// @return cancelling it removes the callback
    /// @throws IllegalArgumentException if it is not open, is a file, which is always ready, or belongs to
    ///   something of the loop's
    /// @throws IllegalStateException if a task waits to read from it
    Handle addReader(long descriptor, Runnable callback);

    /// Has no callback told any more that a descriptor can be read: not even if it is ready now. asyncio's
    /// `remove_reader(fd)`.
    ///
    /// @param descriptor its number
    /// @return whether there was a callback
    boolean removeReader(long descriptor);

    /// Has a callback told when a descriptor can be written, or a connection was made or failed. asyncio's
    /// `add_writer(fd, callback)`.
    ///
    /// @param descriptor of a socket, a pipe or a device, which is left as it is; on Windows of a socket
    /// @param callback told as long as it is so
    /// @return cancelling it removes the callback
    /// @throws IllegalArgumentException if it is not open, is a file, which is always ready, or belongs to
    ///   something of the loop's
    /// @throws IllegalStateException if a task waits to write to it
    Handle addWriter(long descriptor, Runnable callback);

    /// Has no callback told any more that a descriptor can be written: not even if it is ready now. asyncio's
    /// `remove_writer(fd)`.
    ///
    /// @param descriptor its number
    /// @return whether there was a callback
    boolean removeWriter(long descriptor);

    /// Has a callback told when a channel can be read or accepted from. asyncio's `add_reader(fd, callback)`.
    ///
    /// @param channel of the JDK's, in non-blocking mode
    /// @param callback told as long as it is so
    /// @return cancelling it removes the callback
    /// @throws IllegalArgumentException if it is closed, in blocking mode, never to be read, or a transport's
    /// @throws IllegalStateException if a task waits to read from it
    /// @throws java.nio.channels.NotYetConnectedException if it is neither connected nor connecting
    Handle addReader(SelectableChannel channel, Runnable callback);

    /// Has no callback told any more that a channel can be read: not even if it is ready now. asyncio's
    /// `remove_reader(fd)`.
    ///
    /// @param channel the channel
    /// @return whether there was a callback
    boolean removeReader(SelectableChannel channel);

    /// Has a callback told when a channel can be written, or a connection was made or failed. asyncio's
    /// `add_writer(fd, callback)`.
    ///
    /// @param channel of the JDK's, in non-blocking mode
    /// @param callback told as long as it is so
    /// @return cancelling it removes the callback
    /// @throws IllegalArgumentException if it is closed, in blocking mode, never to be written, or a transport's
    /// @throws IllegalStateException if a task waits to write to it
    /// @throws java.nio.channels.NotYetConnectedException if it is neither connected nor connecting
    Handle addWriter(SelectableChannel channel, Runnable callback);

    /// Has no callback told any more that a channel can be written: not even if it is ready now. asyncio's
    /// `remove_writer(fd)`.
    ///
    /// @param channel the channel
    /// @return whether there was a callback
    boolean removeWriter(SelectableChannel channel);
}
