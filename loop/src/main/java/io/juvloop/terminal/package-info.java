/// Terminals: keys as they are struck, and how large the window is. Beyond asyncio.
///
/// Begin with [io.juvloop.EventLoop#terminals]. See [TTY](https://docs.libuv.org/en/v1.x/tty.html).
@NullMarked
package io.juvloop.terminal;

import org.jspecify.annotations.NullMarked;
