/// How servers bind, accept, serve and end.
@NullMarked
package io.juvloop.net.server;

import org.jspecify.annotations.NullMarked;
