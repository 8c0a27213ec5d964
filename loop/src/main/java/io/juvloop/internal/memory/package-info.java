/// The memory of the data path, which all connections of a loop share.
@NullMarked
package io.juvloop.internal.memory;

import org.jspecify.annotations.NullMarked;
