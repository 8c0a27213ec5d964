/// The behaviour of a connection from its opening to its loss.
@NullMarked
package io.juvloop.net.transport;

import org.jspecify.annotations.NullMarked;
