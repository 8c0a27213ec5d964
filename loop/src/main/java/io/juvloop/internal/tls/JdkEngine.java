package io.juvloop.internal.tls;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.juvloop.bindings.Memory;
import io.juvloop.tls.TlsSession;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS by the JDK's engine, or that of another provider of JSSE.
///
/// The statuses of an [SSLEngine] become a [TlsEngine.Next] here, in particular:
/// - it returns FINISHED once, from a call of either side, and other providers never return it
/// - a server has tickets to send after that
/// - while a delegated task runs, it holds the engine's lock, so even to ask a status would block the loop
///
/// Thread rule and lifetime: see [TlsEngine].
final class JdkEngine implements TlsEngine {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final EngineMemories memory;
    private final long begun = System.currentTimeMillis();
    private final @Nullable String serverName;
    private HandshakeStatus status = HandshakeStatus.NOT_HANDSHAKING;
    private boolean established;
    private boolean inboundDone;
    private int consumed;
    private int recordSize = Records.LARGEST;

    /// @param serverName that a client asks for; null or empty for none, or on a server
    JdkEngine(SSLEngine engine, EngineMemories memory, @Nullable String serverName) {
        this.engine = engine;
        this.memory = memory;
        this.serverName = serverName;
    }

    @Override
    public void begin() throws SSLException {
        engine.beginHandshake();
        status = engine.getHandshakeStatus();
    }

    @Override
    public Next next() {
        return switch (status) {
            case NEED_TASK -> Next.WORK;
            case NEED_WRAP -> Next.SEND;
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> Next.RECEIVE;
            case NOT_HANDSHAKING, FINISHED -> Next.NOTHING;
        };
    }

    @Override
    public boolean isEstablished() {
        return established;
    }

    @Override
    public boolean isInboundDone() {
        return inboundDone;
    }

    @Override
    public Runnable work() {
        return () -> {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        };
    }

    @Override
    public void worked() {
        status = engine.getHandshakeStatus();
    }

    @Override
    public int decrypt(long record, int length, long target, int room) throws SSLException {
        ByteBuffer source = memory.ciphertext.buffer(length);
        Memory.copyOut(record, memory.ciphertext.array(), 0, length);
        ByteBuffer data = memory.plaintext.buffer();
        SSLEngineResult result = unwrap(source, data);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            memory.plaintext.reserve(engine.getSession().getApplicationBufferSize() + length);
            data = memory.plaintext.buffer();
            result = unwrap(source, data);
        }
        int count = data.position();
        note(result);
        switch (result.getStatus()) {
            case CLOSED -> inboundDone = true;
            case BUFFER_OVERFLOW, BUFFER_UNDERFLOW ->
                throw new SSLException("a record of " + length + " bytes cannot be decrypted: " + result.getStatus());
            case OK -> {
                inboundDone |= engine.isInboundDone();
                if (result.bytesConsumed() == 0) {
                    throw new SSLException("the engine takes no record: " + result.getHandshakeStatus());
                }
            }
        }
        if (count > room) {
            throw new SSLException("a record of " + length + " bytes has " + count + " bytes of data");
        }
        Memory.copyIn(memory.plaintext.segment(), 0, target, count);
        return count;
    }

    private SSLEngineResult unwrap(ByteBuffer source, ByteBuffer data) throws SSLException {
        try {
            return engine.unwrap(source, data);
        } catch (RuntimeException thrown) {
            throw failed(thrown);
        }
    }

    @Override
    public int encrypt(MemorySegment source, long offset, int length, long target, int room) throws SSLException {
        ByteBuffer data = NOTHING;
        if (length > 0) {
            data = memory.plaintext.buffer(length);
            MemorySegment.copy(source, JAVA_BYTE, offset, memory.plaintext.array(), 0, length);
        }
        ByteBuffer record = memory.ciphertext.buffer();
        SSLEngineResult result = wrap(data, record);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            recordSize = engine.getSession().getPacketBufferSize();
            memory.ciphertext.reserve(recordSize);
            record = memory.ciphertext.buffer();
            result = wrap(data, record);
        }
        consumed = result.bytesConsumed();
        int count = record.position();
        note(result);
        if (count > room || result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("a record does not fit into " + room + " bytes");
        }
        Memory.copyIn(memory.ciphertext.segment(), 0, target, count);
        return count;
    }

    private SSLEngineResult wrap(ByteBuffer data, ByteBuffer record) throws SSLException {
        try {
            return engine.wrap(data, record);
        } catch (RuntimeException thrown) {
            throw failed(thrown);
        }
    }

    private static SSLException failed(RuntimeException thrown) {
        return new SSLException("the TLS engine failed: " + thrown, thrown);
    }

    private void note(SSLEngineResult result) {
        HandshakeStatus now = result.getHandshakeStatus();
        if (now == HandshakeStatus.FINISHED) {
            established = true;
            now = engine.getHandshakeStatus();
        } else if (now == HandshakeStatus.NOT_HANDSHAKING && result.getStatus() == Status.OK) {
            established = true;
        }
        status = now;
    }

    @Override
    public int consumed() {
        return consumed;
    }

    @Override
    public int recordSize() {
        return recordSize;
    }

    @Override
    public void closeOutbound() {
        engine.closeOutbound();
        status = engine.getHandshakeStatus();
    }

    @Override
    public boolean isOutboundDone() {
        return engine.isOutboundDone();
    }

    @Override
    public TlsSession session() {
        return JdkSession.of(engine, serverName, begun);
    }
}
