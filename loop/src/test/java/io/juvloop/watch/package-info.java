/// What is told of files that change, and of directories.
@NullMarked
package io.juvloop.watch;

import org.jspecify.annotations.NullMarked;
