/// What is particular to unix domain sockets.
@NullMarked
package io.juvloop.net.unix;

import org.jspecify.annotations.NullMarked;
