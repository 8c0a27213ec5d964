package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.PgType;

/// A type of a database with what is needed to use it.
///
/// Any thread that the codec allows; immutable.
///
/// @param type its identifier and names
/// @param arrayOid the type of arrays of it; 0 if there is none
/// @param codec writes and reads its values
public record PgTypeInfo(PgType type, int arrayOid, TypeCodec<?> codec) {
    /// Its object identifier.
    ///
    /// @return an unsigned 32-bit number
    public int oid() {
        return type.oid();
    }

    /// Its name, for messages.
    ///
    /// @return with the schema unless it is built in
    public String name() {
        return type.toString();
    }
}
