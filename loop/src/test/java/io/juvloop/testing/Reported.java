package io.juvloop.testing;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.ExceptionHandler;

/// The errors that a loop reports to its exception handler, for a test to check.
public final class Reported extends Watched<ExceptionContext> implements ExceptionHandler {
    @Override
    public void handle(EventLoop loop, ExceptionContext context) {
        happened(context);
    }
}
