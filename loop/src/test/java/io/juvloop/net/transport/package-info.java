/// What a connection does between its making and its loss.
@NullMarked
package io.juvloop.net.transport;

import org.jspecify.annotations.NullMarked;
