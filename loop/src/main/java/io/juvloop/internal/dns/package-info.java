/// Name resolution on libuv: requests to the resolver, and numeric addresses that need none.
@NullMarked
package io.juvloop.internal.dns;

import org.jspecify.annotations.NullMarked;
