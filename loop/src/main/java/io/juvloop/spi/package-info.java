/// The service interface by which another event loop replaces the default one.
@NullMarked
package io.juvloop.spi;

import org.jspecify.annotations.NullMarked;
