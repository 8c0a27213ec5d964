/// Files: what [io.juvloop.files.Watching] takes and gives.
@NullMarked
package io.juvloop.files;

import org.jspecify.annotations.NullMarked;
