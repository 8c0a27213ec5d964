package io.juvloop.bindings;

/// A pipe that handles may be passed over, which libuv reads in every mode, and its other end.
///
/// Loop thread only; not for Windows.
record PassingPair(UvPipe near, UvPipe far) {
    /// Two connected ends, of which the near one is read.
    static PassingPair reading(UvLoop loop, StreamEvents events) {
        UvPipe near = new UvPipe(loop, events, true);
        UvPipe far = new UvPipe(loop, new StreamEvents() {}, true);
        SocketPair ends = new SocketPair();
        near.open(ends.near());
        far.open(ends.far());
        if (events instanceof ReadEvents reading) {
            reading.of(near);
        }
        UvFailure.check("uv_read_start", near.readStart());
        return new PassingPair(near, far);
    }

    /// Sends one byte to the near end.
    static void sendOne(UvLoop loop, StreamEvents events) {
        UvFailure.check("uv_try_write", reading(loop, events).far.tryWrite(loop.allocate(1)));
    }
}
