/// An error thrown at each call that the library makes, one after the other: nobody's bytes reach another.
@NullMarked
package io.juvloop.faults;

import org.jspecify.annotations.NullMarked;
