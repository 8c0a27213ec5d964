/// The peers of the network tests: another loop end, blocking Java, Python, netcat, a separate JVM.
@NullMarked
package io.juvloop.net.peer;

import org.jspecify.annotations.NullMarked;
