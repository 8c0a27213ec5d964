/// Tasks that wait for the JDK's channels, against blocking sockets and other programs.
@NullMarked
package io.juvloop.sock;

import org.jspecify.annotations.NullMarked;
