/// Signals: handlers of one and of several loops, and what the JVM does before and after.
package io.juvloop.signal;
