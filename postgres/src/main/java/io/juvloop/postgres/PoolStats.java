package io.juvloop.postgres;

import java.time.Duration;

/// The figures of a pool, see [PgPool#stats].
///
/// Any thread. Immutable.
///
/// @param size connections that are open or being opened
/// @param idle open connections that no user has
/// @param acquired connections that are lent to one user each
/// @param shared connections on which single statements run side by side
/// @param opening connections that are being opened, or checked or reset before they can be used
/// @param waiting users that wait for a connection
/// @param acquisitions how often a connection was lent, single statements included
/// @param timeouts how often a user has waited in vain
/// @param opened connections that were ever opened
/// @param closed connections that were closed by the pool
/// @param lost connections that have ended by themselves
/// @param waited how long users have waited, all together
public record PoolStats(
        int size,
        int idle,
        int acquired,
        int shared,
        int opening,
        int waiting,
        long acquisitions,
        long timeouts,
        long opened,
        long closed,
        long lost,
        Duration waited) {}
