package io.juvloop.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a [LoopTest] that may end with pending callbacks or timers.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface LeavesCallbacks {}
