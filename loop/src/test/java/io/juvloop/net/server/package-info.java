/// Binding, accepting, serving and closing of servers.
@NullMarked
package io.juvloop.net.server;

import org.jspecify.annotations.NullMarked;
