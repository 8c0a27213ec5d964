/// What a flight recording gets to see of loops.
@NullMarked
package io.juvloop.internal.jfr;

import org.jspecify.annotations.NullMarked;
