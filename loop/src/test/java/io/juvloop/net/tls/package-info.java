/// TLS over streams.
@NullMarked
package io.juvloop.net.tls;

import org.jspecify.annotations.NullMarked;
