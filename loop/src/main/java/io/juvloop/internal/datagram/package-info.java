/// Datagrams on libuv: endpoints being made, their transports, and what waits to be sent.
@NullMarked
package io.juvloop.internal.datagram;

import org.jspecify.annotations.NullMarked;
