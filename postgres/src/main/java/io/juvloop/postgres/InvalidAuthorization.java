package io.juvloop.postgres;

import java.io.Serial;

/// The server did not accept the user or the password, class 28. asyncpg's `InvalidAuthorizationSpecificationError`.
///
/// Any thread. Immutable.
public final class InvalidAuthorization extends ServerException {
    @Serial
    private static final long serialVersionUID = 1L;

    InvalidAuthorization(ServerFailure failure) {
        super(failure);
    }
}
