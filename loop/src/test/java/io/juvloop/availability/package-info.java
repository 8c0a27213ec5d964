/// The user's experience before the first loop: libuv missing, native access denied, granted, or warned about.
@NullMarked
package io.juvloop.availability;

import org.jspecify.annotations.NullMarked;
