/// What the resolver is asked and what it answers.
///
/// Begin with [io.juvloop.EventLoop#getaddrinfo]. See
/// [DNS](https://docs.python.org/3.13/library/asyncio-eventloop.html#dns).
@NullMarked
package io.juvloop.dns;

import org.jspecify.annotations.NullMarked;
