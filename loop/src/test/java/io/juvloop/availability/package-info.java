/// What a user meets before the first loop: libuv missing, native access denied, granted, or warned of.
@NullMarked
package io.juvloop.availability;

import org.jspecify.annotations.NullMarked;
