/// Tests of TLS: handshakes, ends, peers of other implementations, and what contexts are made of.
package io.juvloop.tls;
