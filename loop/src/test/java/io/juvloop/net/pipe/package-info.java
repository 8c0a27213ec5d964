/// Pipes of the operating system, and handles passed between processes over a Unix socket.
@NullMarked
package io.juvloop.net.pipe;

import org.jspecify.annotations.NullMarked;
