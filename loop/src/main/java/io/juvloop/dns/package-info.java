/// Name resolution: the options and results of the resolver.
///
/// Begin with [io.juvloop.EventLoop#getaddrinfo]. See
/// [DNS](https://docs.python.org/3.13/library/asyncio-eventloop.html#dns).
@NullMarked
package io.juvloop.dns;

import org.jspecify.annotations.NullMarked;
