/// What the tests start outside their own JVM: other JVMs, the C compiler, and programs that it made.
@NullMarked
package io.juvloop.bindings.process;

import org.jspecify.annotations.NullMarked;
