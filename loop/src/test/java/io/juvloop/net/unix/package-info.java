/// The special cases of Unix domain sockets.
@NullMarked
package io.juvloop.net.unix;

import org.jspecify.annotations.NullMarked;
