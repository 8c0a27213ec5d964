/// TLS between a stream transport and its protocol.
@NullMarked
package io.juvloop.internal.tls;

import org.jspecify.annotations.NullMarked;
