/// What the tests of the loop share: a loop for each test, and proof that the test left nothing behind.
@NullMarked
package io.juvloop.testing;

import org.jspecify.annotations.NullMarked;
