/// The driver as a module among modules.
@NullMarked
package io.juvloop.postgres.modules;

import org.jspecify.annotations.NullMarked;
