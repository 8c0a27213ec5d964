package io.juvloop.postgres.internal.transaction;

import io.juvloop.Suspends;
import io.juvloop.postgres.CommitRolledBack;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Transaction;
import io.juvloop.postgres.TransactionBody;
import io.juvloop.postgres.TransactionOptions;
import io.juvloop.postgres.TransactionRollback;
import org.jspecify.annotations.Nullable;

/// Runs code in a transaction, and again if the server has rolled it back because of others.
///
/// A savepoint is not repeated, because it is the whole transaction that the server has given up.
///
/// In a task of the loop.
public final class Retrying {
    private Retrying() {}

    /// Runs code in a transaction.
    ///
    /// @param <T> the type of the result
    /// @param <X> the checked exceptions of the code
    /// @param connection where
    /// @param inside whether a transaction is open already
    /// @param options how, and how often
    /// @param body the code
    /// @return its result
    /// @throws X what the code throws
    @Suspends
    public static <T extends @Nullable Object, X extends Exception> T run(
            PgConnection connection, boolean inside, TransactionOptions options, TransactionBody<T, X> body) throws X {
        int left = inside ? 0 : options.retries();
        while (true) {
            try {
                return runOnce(connection, options, body);
            } catch (TransactionRollback | CommitRolledBack failure) {
                if (left == 0 || !isWorthRepeating(failure)) {
                    throw failure;
                }
                left--;
            }
        }
    }

    @Suspends
    private static <T extends @Nullable Object, X extends Exception> T runOnce(
            PgConnection connection, TransactionOptions options, TransactionBody<T, X> body) throws X {
        try (Transaction transaction = connection.transaction(options)) {
            T result = body.run(transaction);
            if (transaction.isOpen()) {
                transaction.commit();
            }
            return result;
        }
    }

    /// A body that has caught the failure of a statement, and returned, finds it at the commit.
    private static boolean isWorthRepeating(Throwable failure) {
        Throwable reason = failure instanceof CommitRolledBack ? failure.getCause() : failure;
        return reason instanceof TransactionRollback.Serialization || reason instanceof TransactionRollback.Deadlock;
    }
}
