/// The effect of closing the loop on connections and servers.
@NullMarked
package io.juvloop.net.close;

import org.jspecify.annotations.NullMarked;
