/// Codecs of a program's own: how a value of a PostgreSQL type becomes a Java object and back.
///
/// A codec is given to the options of a connection under the type's name, so that every connection of a pool has it.
/// [io.juvloop.postgres.codec.JsonMapper] joins `json` and `jsonb` with a JSON library.
@NullMarked
package io.juvloop.postgres.codec;

import org.jspecify.annotations.NullMarked;
