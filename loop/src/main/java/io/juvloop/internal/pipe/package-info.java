/// Pipes, and the handles passed between processes over them.
@NullMarked
package io.juvloop.internal.pipe;

import org.jspecify.annotations.NullMarked;
