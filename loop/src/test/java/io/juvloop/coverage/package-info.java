/// The table of what asyncio and libuv have, and what answers it here: made from the code, and checked against
/// it.
@NullMarked
package io.juvloop.coverage;

import org.jspecify.annotations.NullMarked;
