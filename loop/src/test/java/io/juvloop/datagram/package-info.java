/// Datagrams: endpoints, their transports, and peers of other kinds.
package io.juvloop.datagram;
