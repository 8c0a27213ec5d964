/// How another event loop takes the place of the one that ships.
@NullMarked
package io.juvloop.spi;

import org.jspecify.annotations.NullMarked;
