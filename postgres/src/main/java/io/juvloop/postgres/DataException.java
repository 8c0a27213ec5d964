package io.juvloop.postgres;

import java.io.Serial;

/// A value does not fit, such as a division by zero or a number out of range, class 22. asyncpg's `DataError`.
///
/// Any thread. Immutable.
public final class DataException extends ServerException {
    @Serial
    private static final long serialVersionUID = 1L;

    DataException(ServerFailure failure) {
        super(failure);
    }
}
