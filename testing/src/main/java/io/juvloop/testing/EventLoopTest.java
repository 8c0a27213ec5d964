package io.juvloop.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives each test of a class, or one test, an event loop of its own, and fails the test if it leaves anything
/// behind: see [EventLoopExtension].
///
/// ```java
/// @EventLoopTest
/// class ReconnectTest {
///     @Test
///     void triesAgainAfterAMinute(TestLoop loop) {
/// ```
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EventLoopExtension.class)
public @interface EventLoopTest {}
