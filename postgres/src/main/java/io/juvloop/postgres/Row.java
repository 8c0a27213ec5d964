package io.juvloop.postgres;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of a result: asyncpg's `Record`.
///
/// A row refers to the bytes that the server sent and decodes a column when it is asked for it. The rows of a result
/// share those bytes, so one row that is kept keeps its neighbours too; [#detach] makes one that does not.
///
/// Columns have indexes from 0, and the names that the server gives; if several have the same name, the first is
/// meant. An index or a name that is not there is an [IndexOutOfBoundsException] or an [IllegalArgumentException];
/// a class that
/// does not fit is an [IllegalArgumentException], which names the column. A getter of a primitive type throws
/// [NullPointerException], with the column's name, for NULL.
///
/// Any thread. Immutable, except that [#getBuffer] shows the bytes read-only; lives as long as it is referred to,
/// also when the connection has gone.
public interface Row {
    // --- Shape

    /// The columns.
    ///
    /// @return in their order, the same list for all rows of a result
    List<Column> columns();

    /// How many columns.
    ///
    /// @return the number
    int size();

    /// Finds a column. Equal calls in a loop are cheap, but not free.
    ///
    /// @param column its name
    /// @return its index
    /// @throws IllegalArgumentException if there is none; the message names those that are there
    int indexOf(String column);

    /// Whether a column is NULL.
    ///
    /// @param column its index
    /// @return whether it is
    boolean isNull(int column);

    /// Whether a column is NULL.
    ///
    /// @param column its name
    /// @return whether it is
    default boolean isNull(String column) {
        return isNull(indexOf(column));
    }

    // --- Primitive types

    /// Reads a `bool`.
    ///
    /// @param column its index
    /// @return the value
    boolean getBoolean(int column);

    /// Reads a `bool`.
    ///
    /// @param column its name
    /// @return the value
    default boolean getBoolean(String column) {
        return getBoolean(indexOf(column));
    }

    /// Reads an integer that fits 16 bits.
    ///
    /// @param column its index
    /// @return the value
    /// @throws ArithmeticException if it does not fit
    short getShort(int column);

    /// Reads an integer that fits 16 bits.
    ///
    /// @param column its name
    /// @return the value
    /// @throws ArithmeticException if it does not fit
    default short getShort(String column) {
        return getShort(indexOf(column));
    }

    /// Reads an integer that fits 32 bits.
    ///
    /// @param column its index
    /// @return the value
    /// @throws ArithmeticException if it does not fit
    int getInt(int column);

    /// Reads an integer that fits 32 bits.
    ///
    /// @param column its name
    /// @return the value
    /// @throws ArithmeticException if it does not fit
    default int getInt(String column) {
        return getInt(indexOf(column));
    }

    /// Reads an integer.
    ///
    /// @param column its index
    /// @return the value
    long getLong(int column);

    /// Reads an integer.
    ///
    /// @param column its name
    /// @return the value
    default long getLong(String column) {
        return getLong(indexOf(column));
    }

    /// Reads a `float4`.
    ///
    /// @param column its index
    /// @return the value
    float getFloat(int column);

    /// Reads a `float4`.
    ///
    /// @param column its name
    /// @return the value
    default float getFloat(String column) {
        return getFloat(indexOf(column));
    }

    /// Reads a `float4`, a `float8` or a `numeric`.
    ///
    /// @param column its index
    /// @return the value, of a `numeric` the nearest
    double getDouble(int column);

    /// Reads a `float4`, a `float8` or a `numeric`.
    ///
    /// @param column its name
    /// @return the value, of a `numeric` the nearest
    default double getDouble(String column) {
        return getDouble(indexOf(column));
    }

    // --- Objects

    /// Reads text, json, an enum's label, or whatever comes as text.
    ///
    /// @param column its index
    /// @return the value, null for NULL
    @Nullable
    String getString(int column);

    /// Reads text, json, an enum's label, or whatever comes as text.
    ///
    /// @param column its name
    /// @return the value, null for NULL
    default @Nullable String getString(String column) {
        return getString(indexOf(column));
    }

    /// Copies the bytes of a column, whatever its type: of a `bytea` the value, of others what the server sent.
    ///
    /// @param column its index
    /// @return a copy, null for NULL
    byte @Nullable [] getBytes(int column);

    /// Copies the bytes of a column, see [#getBytes(int)].
    ///
    /// @param column its name
    /// @return a copy, null for NULL
    default byte @Nullable [] getBytes(String column) {
        return getBytes(indexOf(column));
    }

    /// The bytes of a column without a copy, whatever its type, see [#getBytes(int)].
    ///
    /// @param column its index
    /// @return a read-only view, null for NULL
    @Nullable
    ByteBuffer getBuffer(int column);

    /// The bytes of a column without a copy, see [#getBytes(int)].
    ///
    /// @param column its name
    /// @return a read-only view, null for NULL
    default @Nullable ByteBuffer getBuffer(String column) {
        return getBuffer(indexOf(column));
    }

    /// Reads a value in the default class of its type.
    ///
    /// @param column its index
    /// @return the value, null for NULL
    @Nullable
    Object get(int column);

    /// Reads a value in the default class of its type.
    ///
    /// @param column its name
    /// @return the value, null for NULL
    default @Nullable Object get(String column) {
        return get(indexOf(column));
    }

    /// Reads a value as an instance of a class.
    ///
    /// @param <T> the type of the value
    /// @param column its index
    /// @param type one of the classes that the column's type can be read as
    /// @return the value, null for NULL
    <T> @Nullable T get(int column, Class<T> type);

    /// Reads a value as an instance of a class.
    ///
    /// @param <T> the type of the value
    /// @param column its name
    /// @param type one of the classes that the column's type can be read as
    /// @return the value, null for NULL
    default <T> @Nullable T get(String column, Class<T> type) {
        return get(indexOf(column), type);
    }

    // --- The whole row

    /// Reads the row as a Java record: each component takes the column of its name, where `createdAt` fits both
    /// `createdAt` and `created_at`. Columns that no component takes are left out.
    ///
    /// @param <R> the type of the record
    /// @param record the class
    /// @return an instance
    /// @throws IllegalArgumentException if it is no record, or a component has no column
    <R> R as(Class<R> record);

    /// The columns with their values in the default classes.
    ///
    /// @return a map in the order of the columns, with null for NULL; of several columns of one name the last
    Map<String, @Nullable Object> toMap();

    /// The same row in memory of its own, for a row that is kept when the result is not.
    ///
    /// @return a copy
    Row detach();
}
