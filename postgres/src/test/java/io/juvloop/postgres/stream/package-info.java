/// Results that are taken as they are used: streams and cursors.
@NullMarked
package io.juvloop.postgres.stream;

import org.jspecify.annotations.NullMarked;
