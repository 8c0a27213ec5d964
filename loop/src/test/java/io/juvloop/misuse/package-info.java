/// Misuse that must neither crash the JVM nor leave anything behind.
@NullMarked
package io.juvloop.misuse;

import org.jspecify.annotations.NullMarked;
