package io.juvloop.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/// Marks a test of behaviour that only the fast mode of tasks has, such as waits of the JDK that suspend a
/// task.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(named = "juvloop.tasks", matches = "portable", disabledReason = "needs the fast mode")
public @interface FastOnly {}
