/// Names that are bytes and no text: of files, of unix sockets, of hosts.
@NullMarked
package io.juvloop.names;

import org.jspecify.annotations.NullMarked;
