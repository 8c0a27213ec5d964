/// Pipes, and what is passed from process to process over them.
@NullMarked
package io.juvloop.internal.pipe;

import org.jspecify.annotations.NullMarked;
