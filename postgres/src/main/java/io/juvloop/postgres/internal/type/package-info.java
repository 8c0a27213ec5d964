/// Values: a codec for each PostgreSQL type, the catalog in which a database's types are found, and Java records.
///
/// Nothing here knows a session. A codec reads from heap blocks and writes into an out buffer; what a codec does not
/// accept is an [IllegalArgumentException] with a sentence, to which the caller adds where the value stands.
/// Reading a value whose bytes lie is an exception as well, never a look at the bytes of another value.
@NullMarked
package io.juvloop.postgres.internal.type;

import org.jspecify.annotations.NullMarked;
