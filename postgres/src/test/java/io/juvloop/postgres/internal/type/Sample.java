package io.juvloop.postgres.internal.type;

/// A value: as a literal, and as the Java object that it is read as and written from.
///
/// @param type its name
/// @param literal what PostgreSQL reads between quotes
/// @param value the object, of the default class
record Sample(String type, String literal, Object value) {
    /// The bytes that a server sends for it.
    byte[] bytes() {
        return WireBytes.of(type, literal);
    }

    @Override
    public String toString() {
        return type + " " + literal;
    }
}
