package io.juvloop.postgres.internal.pool;

/// What a pool counts.
///
/// Loop thread only. Lifetime: that of the pool.
final class Figures {
    long acquisitions;
    long timeouts;
    long opened;
    long closed;
    long lost;
    long waitedNanos;
}
