/// Files: operations on libuv's thread pool, open files and directories, and watching for changes. Beyond
/// asyncio.
///
/// Begin with [io.juvloop.EventLoop#files]. See [fs operations](https://docs.libuv.org/en/v1.x/fs.html).
@NullMarked
package io.juvloop.files;

import org.jspecify.annotations.NullMarked;
