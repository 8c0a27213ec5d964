/// Names that are bytes and not valid text: of files, of Unix sockets, of hosts.
@NullMarked
package io.juvloop.names;

import org.jspecify.annotations.NullMarked;
