/// Figures of the loop, its thread, random bytes, and what the running libuv can do.
@NullMarked
package io.juvloop.internal.host;

import org.jspecify.annotations.NullMarked;
