package io.juvloop.internal.pipe;

import io.juvloop.BaseProtocol;
import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvStream;
import io.juvloop.internal.stream.StreamDirection;

/// The reading end of a pipe. The end of its data closes it, because it has no other direction.
///
/// Loop thread only. Lives from `connectionMade` to `connectionLost`; its methods remain callable afterwards.
/// See [ReadTransport](https://docs.python.org/3.13/library/asyncio-protocol.html#asyncio.ReadTransport).
final class ReadPipeTransport extends PipeTransport {
    ReadPipeTransport(PipeEnd end, UvStream stream, BaseProtocol protocol) {
        super(end, stream, protocol, StreamDirection.READ);
    }

    /// Linux reports EIO when the last process on the other side of a terminal has left.
    @Override
    protected void readFailed(int code) {
        if (code == UvErrors.EIO && kind() == Descriptors.Kind.CHARACTER_DEVICE) {
            endOfStream();
        } else {
            super.readFailed(code);
        }
    }

    @Override
    protected String name() {
        return "read pipe " + number();
    }
}
