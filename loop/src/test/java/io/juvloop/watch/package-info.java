/// Tests of watching files and directories for changes.
@NullMarked
package io.juvloop.watch;

import org.jspecify.annotations.NullMarked;
