package io.juvloop.postgres;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A statement of a [Pipeline] was not run, because one before it has failed. libpq's `PGRES_PIPELINE_ABORTED`.
///
/// Any thread. Immutable.
public final class PipelineAborted extends PgException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// Makes an exception.
    ///
    /// @param cause the failure of the statement before
    public PipelineAborted(@Nullable Throwable cause) {
        super("not run, because a statement before it in the pipeline has failed", cause);
    }
}
