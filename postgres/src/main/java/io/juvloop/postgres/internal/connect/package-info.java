/// From the options to a server that is ready: which values count, where to connect, how to encrypt, who one is.
@NullMarked
package io.juvloop.postgres.internal.connect;

import org.jspecify.annotations.NullMarked;
