package io.juvloop.internal.tls;

import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.memory.ReadBuffer;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The memory in which the encrypted connections of a loop receive, decrypt and encrypt: one for all of them, as
/// each is done with it when it returns, so that an idle connection holds none.
///
/// TLS inside of TLS is in the middle of its outer one, and so has one of its own: there is one for each depth.
///
/// Loop thread only. Lives as long as the loop.
final class TlsMemory {
    /// How much is received at once.
    static final int RECEIVED = 256 * 1024;

    private static final int SENT = 128 * 1024;

    /// Ciphertext as it comes, behind what was held back.
    final MemorySegment received;

    /// What was decrypted. Never less than the records that were received.
    final MemorySegment plaintext;

    /// Records to be sent.
    final MemorySegment records;

    /// The same, to be written from.
    final ByteBuffer outgoing;

    private final ByteBuffer view;

    TlsMemory(LoopCore core) {
        received = core.uv().allocate(RECEIVED);
        plaintext = core.uv().allocate(RECEIVED);
        records = core.uv().allocate(SENT);
        outgoing = records.asByteBuffer();
        view = plaintext.asReadOnly().asByteBuffer();
    }

    /// The reused view of what was decrypted, as if it were new.
    ByteBuffer view(int count) {
        return view.clear().limit(count).order(ByteOrder.BIG_ENDIAN);
    }

    /// A view of what was decrypted that dies with its loan.
    ReadBuffer.Loan lend(int count) {
        return ReadBuffer.lend(plaintext.address(), count);
    }
}
