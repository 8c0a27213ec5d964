/// Connections and servers: what makes them, over TCP and unix sockets, and over sockets that the user has.
@NullMarked
package io.juvloop.internal.net;

import org.jspecify.annotations.NullMarked;
