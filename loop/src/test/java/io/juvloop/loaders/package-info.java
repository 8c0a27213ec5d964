/// Class loaders: several with a juvloop of their own, and those of programs that use a parent's.
@NullMarked
package io.juvloop.loaders;

import org.jspecify.annotations.NullMarked;
