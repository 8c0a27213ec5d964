/// Information about the process and the machine, as libuv reports it.
///
/// Begin with [io.juvloop.host.Host]. See [Miscellaneous utilities](https://docs.libuv.org/en/v1.x/misc.html).
@NullMarked
package io.juvloop.host;

import org.jspecify.annotations.NullMarked;
