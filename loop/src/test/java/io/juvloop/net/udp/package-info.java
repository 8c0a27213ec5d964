/// Datagrams: endpoints, their transports, and peers of other kinds.
@NullMarked
package io.juvloop.net.udp;

import org.jspecify.annotations.NullMarked;
