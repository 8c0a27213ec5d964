/// One of everything, and then the end: the loop's, and the process's.
@NullMarked
package io.juvloop.closing;

import org.jspecify.annotations.NullMarked;
