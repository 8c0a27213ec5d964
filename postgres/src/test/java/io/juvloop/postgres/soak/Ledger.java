package io.juvloop.postgres.soak;

import io.juvloop.postgres.CommitRolledBack;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.OperatorIntervention;
import io.juvloop.postgres.PgTimeoutException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// What was written, by number: each number is written at most once, and its end is noted.
///
/// Loop thread only. One a run.
final class Ledger {
    private final Set<Long> done = new HashSet<>();
    private final Set<Long> unknown = new HashSet<>();
    private long last;

    /// New numbers to write.
    List<Long> take(int count) {
        List<Long> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(++last);
        }
        return numbers;
    }

    /// Notes how a write has ended that takes effect by itself.
    ///
    /// @param failure null if it was acknowledged
    void note(Collection<Long> numbers, @Nullable Throwable failure) {
        if (failure == null) {
            done.addAll(numbers);
        } else if (isUnknown(failure)) {
            unknown.addAll(numbers);
        }
    }

    /// Whether a failure leaves open if the server has done what was asked.
    static boolean isUnknown(Throwable failure) {
        return failure instanceof ConnectionLost
                || failure instanceof PgTimeoutException
                || failure instanceof CancellationException;
    }

    /// Whether a failure is one that the disturbances cause.
    static boolean isExpected(Throwable failure) {
        return isUnknown(failure)
                || failure instanceof OperatorIntervention
                || failure instanceof CommitRolledBack
                || (failure.getCause() != null && isExpected(failure.getCause()));
    }

    /// How many were acknowledged.
    int size() {
        return done.size();
    }

    /// How many may have been done or not.
    int unknown() {
        return unknown.size();
    }

    /// Compares with what the table has.
    ///
    /// @return what is wrong, or nothing
    List<String> compare(Collection<Long> table) {
        List<String> wrong = new ArrayList<>();
        Set<Long> missing = new HashSet<>(done);
        missing.removeAll(table);
        if (!missing.isEmpty()) {
            wrong.add("acknowledged and not in the table: " + missing);
        }
        Set<Long> extra = new HashSet<>(table);
        extra.removeAll(done);
        extra.removeAll(unknown);
        if (!extra.isEmpty()) {
            wrong.add("in the table though it has failed or was undone: " + extra);
        }
        return wrong;
    }
}
