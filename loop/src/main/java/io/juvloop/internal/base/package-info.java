/// The parts of a loop that is not on libuv.
@NullMarked
package io.juvloop.internal.base;

import org.jspecify.annotations.NullMarked;
