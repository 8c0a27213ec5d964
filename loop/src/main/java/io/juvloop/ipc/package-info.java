/// Connections between processes that pass sockets and pipes to each other beside their bytes. Beyond asyncio.
///
/// Begin with [io.juvloop.ConnectOptions#withIpc]. See libuv's
/// [guide](https://docs.libuv.org/en/v1.x/guide/processes.html#sending-file-descriptors-over-pipes).
@NullMarked
package io.juvloop.ipc;

import org.jspecify.annotations.NullMarked;
