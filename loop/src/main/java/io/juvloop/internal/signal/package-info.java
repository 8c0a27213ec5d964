/// Signals on libuv: the signals that may be handled, and the handlers of one loop.
@NullMarked
package io.juvloop.internal.signal;

import org.jspecify.annotations.NullMarked;
