package io.juvloop;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// The failures of several tasks as one exception, whose cause is the first of them.
///
/// It records no suppressed exceptions: if a wait in the block has thrown it already, the exception of
/// [TaskGroup#close] would only repeat it.
///
/// Created by a [TaskGroup]. If a wait inside the group's block throws it, more failures may be added until the
/// group is closed; then any thread may read it. See
/// [ExceptionGroup](https://docs.python.org/3.13/library/exceptions.html#ExceptionGroup).
public final class ExceptionGroup extends RuntimeException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // the lists that it is created with are serializable
    private final List<Throwable> failures;

    /// @param failures not empty; referenced, not copied
    ExceptionGroup(List<Throwable> failures) {
        super(null, failures.getFirst(), false, true);
        this.failures = Collections.unmodifiableList(failures);
    }

    /// Returns the failures. Python's `ExceptionGroup.exceptions`.
    ///
    /// @return the failures in the order in which they happened
    public List<Throwable> exceptions() {
        return failures;
    }

    @Override
    public String getMessage() {
        String count = failures.size() == 1 ? "1 task" : failures.size() + " tasks";
        return count + " failed: " + failures.stream().map(Throwable::toString).collect(Collectors.joining("; "));
    }
}
