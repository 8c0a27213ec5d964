package io.juvloop.postgres.internal.wire;

/// Receives what [Frames] cuts out of the bytes of a connection.
///
/// Called on the loop's thread.
public interface FrameReceiver {
    /// Called for each message but DataRow.
    ///
    /// @param frame the message, valid during this call
    void frameReceived(Frame frame);

    /// Whether rows are to be copied for [#rowsReceived].
    ///
    /// @return false to have them counted only
    boolean wantsRows();

    /// Called for DataRows that came one after the other, if they are not wanted.
    ///
    /// @param rows how many
    /// @param bytes of all of them
    void rowsDropped(int rows, int bytes);

    /// Called for DataRows that came one after the other.
    ///
    /// @param rows all of them
    void rowsReceived(RowBlock rows);

    /// Whether nothing more is wanted of what came.
    ///
    /// @return true to drop it
    boolean isDropping();
}
