/// What all options of the public API are made of: each option is declared once, with its name and its default.
@NullMarked
package io.juvloop.postgres.internal.options;

import org.jspecify.annotations.NullMarked;
