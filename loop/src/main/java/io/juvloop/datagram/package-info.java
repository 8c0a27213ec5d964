/// Datagrams: messages over UDP and Unix domain sockets, each of which arrives whole or not at all.
///
/// Begin with [io.juvloop.EventLoop#createDatagramEndpoint]. See asyncio's
/// [create_datagram_endpoint](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.create_datagram_endpoint).
@NullMarked
package io.juvloop.datagram;

import org.jspecify.annotations.NullMarked;
