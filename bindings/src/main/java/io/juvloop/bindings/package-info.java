/// libuv as safe Java nouns: the library and its version, errors by name, platform facts, memory, handles,
/// requests.
///
/// [UvLoop][io.juvloop.bindings.UvLoop] owns the memory; every handle and request lives in it and dies with it.
/// Names are libuv's. See the [libuv manual](https://docs.libuv.org/en/v1.x/api.html).
@NullMarked
package io.juvloop.bindings;

import org.jspecify.annotations.NullMarked;
