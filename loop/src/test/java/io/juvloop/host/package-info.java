/// Information about the host, the loop's thread and libuv, against the JDK's and the system's own.
package io.juvloop.host;
