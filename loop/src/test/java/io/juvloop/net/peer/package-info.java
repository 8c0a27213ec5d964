/// The other ends that the network tests talk to: another loop end, blocking Java, Python, netcat, a JVM of its
/// own.
@NullMarked
package io.juvloop.net.peer;

import org.jspecify.annotations.NullMarked;
