/// What no program should do, and what no JVM may end by.
@NullMarked
package io.juvloop.misuse;

import org.jspecify.annotations.NullMarked;
