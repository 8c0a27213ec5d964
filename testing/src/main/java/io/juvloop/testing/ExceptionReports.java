package io.juvloop.testing;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.ExceptionHandler;

/// The errors that the loop of a test reports to its exception handler, which this is unless the test sets another. A
/// test that causes one examines it by [#look].
///
/// Any thread. Lives as long as the test. See [EventLoop#setExceptionHandler].
public final class ExceptionReports extends SeenList<ExceptionContext> implements ExceptionHandler {
    ExceptionReports() {}

    @Override
    public void handle(EventLoop loop, ExceptionContext context) {
        happened(context);
    }
}
