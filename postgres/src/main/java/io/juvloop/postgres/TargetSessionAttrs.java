package io.juvloop.postgres;

/// What kind of server is wanted among several hosts; libpq's and asyncpg's `target_session_attrs`.
///
/// Any thread.
public enum TargetSessionAttrs {
    /// Any that accepts; the default.
    ANY,

    /// One whose sessions can write.
    READ_WRITE,

    /// One whose sessions cannot write.
    READ_ONLY,

    /// One that is not in recovery.
    PRIMARY,

    /// One that is in recovery.
    STANDBY,

    /// One that is in recovery, or else any.
    PREFER_STANDBY
}
