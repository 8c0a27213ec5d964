/// Class loaders: several that have juvloop, and those of programs that use it from below.
@NullMarked
package io.juvloop.loaders;

import org.jspecify.annotations.NullMarked;
