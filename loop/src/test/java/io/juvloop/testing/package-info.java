/// The shared parts of the loop's tests: a loop for each test, and the check that the test left nothing behind.
@NullMarked
package io.juvloop.testing;

import org.jspecify.annotations.NullMarked;
