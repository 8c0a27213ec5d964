/// Processes that the tests start: other JVMs, the C compiler, and programs that it made.
@NullMarked
package io.juvloop.bindings.process;

import org.jspecify.annotations.NullMarked;
