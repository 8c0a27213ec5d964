package io.juvloop.internal.pipe;

import io.juvloop.BaseProtocol;
import io.juvloop.ExtraInfo;
import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.UvStream;
import io.juvloop.internal.stream.StreamDirection;
import io.juvloop.internal.stream.StreamTransport;
import org.jspecify.annotations.Nullable;

/// One end of a pipe: a one-way transport, with addresses and options only if it is a socket.
///
/// Loop thread only. Lives from `connectionMade` to `connectionLost`; its methods remain callable afterwards.
abstract sealed class PipeTransport extends StreamTransport permits ReadPipeTransport, WritePipeTransport {
    private static final long CLOSED = -1;

    private final UvStream stream;
    private final Descriptors.Kind kind;
    private final long number;

    PipeTransport(PipeEnd end, UvStream stream, BaseProtocol protocol, StreamDirection direction) {
        super(end.core(), stream, protocol, direction, null);
        this.stream = stream;
        this.kind = end.kind();
        this.number = stream.fileno();
    }

    final Descriptors.Kind kind() {
        return kind;
    }

    @Override
    public final <T> @Nullable T extraInfo(ExtraInfo<T> key) {
        T known = super.extraInfo(key);
        if (key.name().equals(ExtraInfo.PIPE.name()) && key.type() == Long.class) {
            return key.type().cast(stream.isOpen() ? number : CLOSED);
        }
        return kind == Descriptors.Kind.SOCKET ? known : null;
    }

    final long number() {
        return number;
    }
}
