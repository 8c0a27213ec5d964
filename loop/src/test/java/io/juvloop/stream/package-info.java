/// The behaviour of a connection from its opening to its loss.
@NullMarked
package io.juvloop.stream;

import org.jspecify.annotations.NullMarked;
