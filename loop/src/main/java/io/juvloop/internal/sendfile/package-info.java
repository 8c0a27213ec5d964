/// Sending files over sockets: by the kernel alone where it can, [DirectSend], and otherwise by reading and
/// writing.
@NullMarked
package io.juvloop.internal.sendfile;

import org.jspecify.annotations.NullMarked;
