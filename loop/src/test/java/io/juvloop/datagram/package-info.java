/// Datagrams: endpoints, their transports, and peers of other kinds.
@NullMarked
package io.juvloop.datagram;

import org.jspecify.annotations.NullMarked;
