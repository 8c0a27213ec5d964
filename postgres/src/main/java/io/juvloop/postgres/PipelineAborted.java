package io.juvloop.postgres;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A statement of a [Pipeline] has no effect, or may have none, because another one of the pipeline has failed. libpq's
/// `PGRES_PIPELINE_ABORTED`.
///
/// The message says which: the statement was not run, it was undone, or it is not known whether it was, because the
/// pipeline has a command that may commit in the middle of it, such as `call`.
///
/// Any thread. Immutable.
public final class PipelineAborted extends PgException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// Makes an exception.
    ///
    /// @param message what became of the statement
    /// @param cause the failure of the other one
    public PipelineAborted(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
