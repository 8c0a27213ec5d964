/// A client on libuv by way of JNA, as a peer that shares no code with juvloop.
@NullMarked
package io.juvloop.jna;

import org.jspecify.annotations.NullMarked;
