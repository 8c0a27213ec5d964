/// Statistics of the loop, its thread, random bytes, and the features of the loaded libuv.
@NullMarked
package io.juvloop.internal.host;

import org.jspecify.annotations.NullMarked;
