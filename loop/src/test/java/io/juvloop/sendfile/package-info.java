/// Tests of sending files, over transports and sockets.
@NullMarked
package io.juvloop.sendfile;

import org.jspecify.annotations.NullMarked;
