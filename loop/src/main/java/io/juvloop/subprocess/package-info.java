/// Child processes: with streams for tasks, and with protocols and transports for callbacks.
///
/// Begin with [io.juvloop.subprocess.Subprocess] in a task, and with [io.juvloop.EventLoop#subprocessExec] in a
/// callback. See [asyncio's subprocesses](https://docs.python.org/3.13/library/asyncio-subprocess.html).
@NullMarked
package io.juvloop.subprocess;

import org.jspecify.annotations.NullMarked;
