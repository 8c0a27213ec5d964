/// Tests of watching descriptors and channels: `addReader`, `addWriter` and their removal.
@NullMarked
package io.juvloop.descriptor;

import org.jspecify.annotations.NullMarked;
