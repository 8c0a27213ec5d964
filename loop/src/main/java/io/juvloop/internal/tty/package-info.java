/// Terminals on libuv: transports with a mode, which is restored at the end, and a window size.
@NullMarked
package io.juvloop.internal.tty;

import org.jspecify.annotations.NullMarked;
