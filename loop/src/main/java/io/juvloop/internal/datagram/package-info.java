/// Datagrams on libuv: the opening of endpoints, their transports, and their send queues.
@NullMarked
package io.juvloop.internal.datagram;

import org.jspecify.annotations.NullMarked;
