/// Files: what [io.juvloop.LoopFiles] takes and gives.
@NullMarked
package io.juvloop.files;

import org.jspecify.annotations.NullMarked;
