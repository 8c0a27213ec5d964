/// Pipes of the operating system, and handles passed between processes over a Unix socket.
@NullMarked
package io.juvloop.pipe;

import org.jspecify.annotations.NullMarked;
