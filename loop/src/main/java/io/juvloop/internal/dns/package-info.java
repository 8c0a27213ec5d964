/// Names and addresses on libuv: what is asked of the resolver, and what needs no asking.
@NullMarked
package io.juvloop.internal.dns;

import org.jspecify.annotations.NullMarked;
