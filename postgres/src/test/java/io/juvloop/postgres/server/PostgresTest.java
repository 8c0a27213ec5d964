package io.juvloop.postgres.server;

import io.juvloop.testing.EventLoopTest;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives a test class a database of its own on a real server, as a parameter of type [TestDatabase], and each test a
/// loop, as [EventLoopTest] does.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PostgresExtension.class)
@EventLoopTest
public @interface PostgresTest {}
