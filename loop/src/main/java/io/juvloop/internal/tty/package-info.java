/// Terminals on libuv: a transport like others, with modes that do not outlive it and a window that changes.
@NullMarked
package io.juvloop.internal.tty;

import org.jspecify.annotations.NullMarked;
