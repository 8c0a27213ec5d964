package io.juvloop.postgres;

import java.io.Serial;

/// The server lacks memory, disk or connections, class 53. asyncpg's `InsufficientResourcesError`.
///
/// Any thread. Immutable.
public final class InsufficientResources extends ServerException {
    @Serial
    private static final long serialVersionUID = 1L;

    InsufficientResources(ServerFailure failure) {
        super(failure);
    }
}
