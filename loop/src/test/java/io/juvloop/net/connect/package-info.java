/// How connections are made, and what happens when they cannot be.
@NullMarked
package io.juvloop.net.connect;

import org.jspecify.annotations.NullMarked;
