/// Streams: connections that tasks read and write in blocking style, as in asyncio.
///
/// Begin with [io.juvloop.streams.Streams#openConnection] and [io.juvloop.streams.Streams#startServer]. See
/// [asyncio streams](https://docs.python.org/3.13/library/asyncio-stream.html).
@NullMarked
package io.juvloop.streams;

import org.jspecify.annotations.NullMarked;
