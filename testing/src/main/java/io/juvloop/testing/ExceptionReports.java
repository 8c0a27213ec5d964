package io.juvloop.testing;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.ExceptionHandler;

/// What the loop of a test reports to its exception handler, which this is unless the test sets another: errors that
/// nobody waits for. A test that causes one looks at it by [#look].
///
/// Any thread. Lives as long as the test. See [EventLoop#setExceptionHandler].
public final class ExceptionReports extends SeenList<ExceptionContext> implements ExceptionHandler {
    ExceptionReports() {}

    @Override
    public void handle(EventLoop loop, ExceptionContext context) {
        happened(context);
    }
}
