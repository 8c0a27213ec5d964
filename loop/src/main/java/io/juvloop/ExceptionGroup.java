package io.juvloop;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// The failures of several tasks, as one exception. Its cause is the first of them.
///
/// It records no suppressed exceptions: what [TaskGroup#close] throws after a wait in the block has thrown it
/// already says the same once more.
///
/// Made by a [TaskGroup]. If a wait inside the group's block throws it, more failures may be added until the
/// group is closed; then any thread may read it. See
/// [ExceptionGroup](https://docs.python.org/3.13/library/exceptions.html#ExceptionGroup).
public final class ExceptionGroup extends RuntimeException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // the lists it is made with are
    private final List<Throwable> failures;

    /// @param failures not empty; followed, not copied
    ExceptionGroup(List<Throwable> failures) {
        super(null, failures.getFirst(), false, true);
        this.failures = Collections.unmodifiableList(failures);
    }

    /// The failures. Python's `ExceptionGroup.exceptions`.
    ///
    /// @return in the order in which they happened
    public List<Throwable> exceptions() {
        return failures;
    }

    @Override
    public String getMessage() {
        String count = failures.size() == 1 ? "1 task" : failures.size() + " tasks";
        return count + " failed: " + failures.stream().map(Throwable::toString).collect(Collectors.joining("; "));
    }
}
