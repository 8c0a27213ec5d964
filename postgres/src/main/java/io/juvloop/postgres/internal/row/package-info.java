/// Rows of a result: views of the bytes that the server has sent, decoded when a column is asked for.
///
/// Nothing here knows a session.
@NullMarked
package io.juvloop.postgres.internal.row;

import org.jspecify.annotations.NullMarked;
