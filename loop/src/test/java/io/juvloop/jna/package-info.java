/// A client on libuv through JNA, as a peer that shares no code with juvloop.
@NullMarked
package io.juvloop.jna;

import org.jspecify.annotations.NullMarked;
