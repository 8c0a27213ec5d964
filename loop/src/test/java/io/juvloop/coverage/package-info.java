/// The table of asyncio's and libuv's functions with their counterparts: generated from the code, and checked
/// against it.
@NullMarked
package io.juvloop.coverage;

import org.jspecify.annotations.NullMarked;
