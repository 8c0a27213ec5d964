package io.juvloop.postgres.internal.connect;

import io.juvloop.Transport;
import io.juvloop.postgres.PgOptions;
import java.nio.ByteBuffer;
import java.util.Map;

/// A connection whose server is ready for its first query. Its transport is paused, so that nothing is lost until a
/// session is its protocol.
///
/// Loop thread only.
///
/// @param transport paused, with a protocol that is no longer needed
/// @param options with everything filled in
/// @param parameters what the server has reported, by name; immutable, and shared with other connections
/// @param pid the number of the server's process
/// @param cancelKey what a request for cancelling shows; 4 to 256 bytes, empty if the server gives none
/// @param transactionStatus of the first ReadyForQuery, in general `I`
/// @param target where it has ended up
/// @param rest what came behind the first ReadyForQuery, in general nothing; big-endian, from index 0
@SuppressWarnings("ArrayRecordComponent") // handed over once, and never compared
public record Started(
        Transport transport,
        PgOptions options,
        Map<String, String> parameters,
        int pid,
        byte[] cancelKey,
        byte transactionStatus,
        Target target,
        ByteBuffer rest) {}
