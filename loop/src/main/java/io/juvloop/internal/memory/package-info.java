/// The memory of the data path, shared by all connections of a loop.
@NullMarked
package io.juvloop.internal.memory;

import org.jspecify.annotations.NullMarked;
