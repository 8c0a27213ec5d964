package io.juvloop.jna;

import com.sun.jna.Memory;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;

/// A TCP client on a libuv loop of its own, driven by JNA: connects, sends, reads until the whole message has
/// come back, closes.
///
/// On the thread that calls [#echo]. The callbacks are fields because nothing else references them.
final class JnaEchoClient {
    private static final int SOCKADDR_STORAGE = 128;
    private static final int PLACE = 64 * 1024;

    private final JnaUv uv = JnaUv.INSTANCE;
    private final Memory loop = block(uv.uv_loop_size());
    private final Memory tcp = block(uv.uv_handle_size(JnaUv.UV_TCP));
    private final Memory connect = block(uv.uv_req_size(JnaUv.UV_CONNECT));
    private final Memory write = block(uv.uv_req_size(JnaUv.UV_WRITE));
    private final Memory buf = block(16);
    private final Memory place = block(PLACE);
    private final Memory outgoing;
    private final ByteArrayOutputStream incoming = new ByteArrayOutputStream();

    private final JnaUv.Done onConnected = (request, status) -> connected(status);
    private final JnaUv.Done onWritten = (request, status) -> note("write", status);
    private final JnaUv.Alloc onAlloc = (handle, size, target) -> fill(target, place, PLACE);
    private final JnaUv.Read onRead = (stream, count, source) -> read(count);
    private final JnaUv.Closed onClosed = handle -> {};
    private final StringBuilder failures = new StringBuilder();

    private JnaEchoClient(byte[] message) {
        outgoing = block(message.length);
        outgoing.write(0, message, 0, message.length);
    }

    /// Sends a message and returns the bytes received, as many as were sent.
    static byte[] echo(int port, byte[] message) {
        return new JnaEchoClient(message).run(port);
    }

    private byte[] run(int port) {
        Memory address = block(SOCKADDR_STORAGE);
        check("uv_loop_init", uv.uv_loop_init(loop));
        check("uv_ip4_addr", uv.uv_ip4_addr("127.0.0.1", port, address));
        check("uv_tcp_init", uv.uv_tcp_init(loop, tcp));
        check("uv_tcp_connect", uv.uv_tcp_connect(connect, tcp, address, onConnected));
        check("uv_run", uv.uv_run(loop, 0));
        check("uv_loop_close", uv.uv_loop_close(loop));
        if (!failures.isEmpty()) {
            throw new IllegalStateException("the client failed: " + failures);
        }
        return incoming.toByteArray();
    }

    private void connected(int status) {
        note("connect", status);
        if (status < 0) {
            uv.uv_close(tcp, onClosed);
            return;
        }
        fill(buf, outgoing, outgoing.size());
        note("uv_read_start", uv.uv_read_start(tcp, onAlloc, onRead));
        note("uv_write", uv.uv_write(write, tcp, buf, 1, onWritten));
    }

    private void read(long count) {
        if (count > 0) {
            incoming.write(place.getByteArray(0, (int) count), 0, (int) count);
        } else if (count < 0) {
            note("read", (int) count);
        }
        if (count < 0 || incoming.size() >= outgoing.size()) {
            uv.uv_close(tcp, onClosed);
        }
    }

    /// An exception of a callback would only be printed, so failures are kept for the end.
    private void note(String operation, int status) {
        if (status < 0) {
            failures.append(operation).append(' ').append(status).append("; ");
        }
    }

    private static void check(String operation, int status) {
        if (status < 0) {
            throw new IllegalStateException(operation + " gave " + status);
        }
    }

    /// Fills a `uv_buf_t`: Windows has the length first, and of 32 bits.
    private static void fill(Pointer target, Pointer base, long length) {
        if (Platform.isWindows()) {
            target.setInt(0, (int) length);
            target.setPointer(8, base);
        } else {
            target.setPointer(0, base);
            target.setLong(8, length);
        }
    }

    private static Memory block(long size) {
        Memory block = new Memory(size);
        block.clear();
        return block;
    }
}
