package io.juvloop.testing;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.ExceptionHandler;

/// What a loop reports to its exception handler, for a test to look at.
public final class Reported extends Watched<ExceptionContext> implements ExceptionHandler {
    @Override
    public void handle(EventLoop loop, ExceptionContext context) {
        happened(context);
    }
}
