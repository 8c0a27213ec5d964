/// Tests of sending files, over transports and sockets.
@NullMarked
package io.juvloop.net.sendfile;

import org.jspecify.annotations.NullMarked;
