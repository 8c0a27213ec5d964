/// Terminals: transports with input modes and window sizes. Beyond asyncio.
///
/// Begin with [io.juvloop.EventLoop#terminals]. See [TTY](https://docs.libuv.org/en/v1.x/tty.html).
@NullMarked
package io.juvloop.terminal;

import org.jspecify.annotations.NullMarked;
