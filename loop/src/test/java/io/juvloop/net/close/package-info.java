/// What closing the loop does to connections and servers.
@NullMarked
package io.juvloop.net.close;

import org.jspecify.annotations.NullMarked;
