/// Values of PostgreSQL types for which the JDK has no class.
///
/// All are immutable and for any thread. Where a type has a literal form, `toString` gives it, so it may be pasted
/// into SQL or be sent as text.
@NullMarked
package io.juvloop.postgres.types;

import org.jspecify.annotations.NullMarked;
