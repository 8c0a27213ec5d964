/// Pipes of the operating system, and what is passed between processes over a unix socket.
@NullMarked
package io.juvloop.net.pipe;

import org.jspecify.annotations.NullMarked;
