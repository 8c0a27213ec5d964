/// Closing the loop, and ending the process, with one open resource of every kind.
@NullMarked
package io.juvloop.closing;

import org.jspecify.annotations.NullMarked;
