/// An error thrown at each call that the library makes, one after the other: no bytes reach another connection.
@NullMarked
package io.juvloop.faults;

import org.jspecify.annotations.NullMarked;
