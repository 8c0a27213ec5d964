/// Access to JDK internals, and the few leaf classes that every package uses; this package depends on no other.
@NullMarked
package io.juvloop.internal.jdk;

import org.jspecify.annotations.NullMarked;
