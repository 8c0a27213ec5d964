/// libuv by way of JNA, as a second opinion on everything that the bindings read from it.
@NullMarked
package io.juvloop.bindings.jna;

import org.jspecify.annotations.NullMarked;
