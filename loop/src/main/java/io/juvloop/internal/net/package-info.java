/// Connections and servers over TCP and Unix domain sockets, and over sockets of the user's.
@NullMarked
package io.juvloop.internal.net;

import org.jspecify.annotations.NullMarked;
