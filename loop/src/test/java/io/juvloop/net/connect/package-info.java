/// The opening of connections, and its failures.
@NullMarked
package io.juvloop.net.connect;

import org.jspecify.annotations.NullMarked;
