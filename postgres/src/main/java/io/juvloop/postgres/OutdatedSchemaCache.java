package io.juvloop.postgres;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A value does not fit what the driver knows of its type, because the type was altered. asyncpg's
/// `OutdatedSchemaCacheError`.
///
/// The driver has forgotten the type, and the same call works when it is repeated.
///
/// Any thread. Immutable.
public final class OutdatedSchemaCache extends PgException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// Makes an exception.
    ///
    /// @param message the type, and what does not fit
    /// @param cause what has failed because of it, if anything
    public OutdatedSchemaCache(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
