package io.juvloop.postgres;

/// Whether statements keep a name on the server.
///
/// Any thread.
public enum StatementMode {
    /// Named, until a pooler in between turns out to lose them; the default.
    AUTO,

    /// Named: prepared once on each connection.
    NAMED,

    /// Parsed for each call, for poolers that give each transaction another server.
    UNNAMED
}
