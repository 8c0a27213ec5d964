package io.juvloop.postgres.codec;

import java.util.Objects;

/// Joins `json` and `jsonb` with a JSON library, so that a value may be read as, and an argument may be, any class.
///
/// With Jackson it is `JsonMapper.of(mapper::readValue, mapper::writeValueAsString)`. Text stays text without it: a
/// `String` argument is JSON, and is not quoted.
///
/// Loop thread only, for each loop whose connections have it, so the library must be safe for several threads if
/// several loops share one; a call must not wait. It lives as long as the options do.
public interface JsonMapper {
    /// Parses a document.
    ///
    /// @param <T> the class of the object
    /// @param json the document
    /// @param type the class of the object
    /// @return the object
    /// @throws Exception if the document does not fit the class; the reading call fails with it as the cause
    <T> T read(String json, Class<T> type) throws Exception;

    /// Writes a document.
    ///
    /// @param value any object but null and text
    /// @return the document
    /// @throws Exception if the object cannot be written; the call that has it as an argument fails with it as the
    ///     cause
    String write(Object value) throws Exception;

    /// A mapper of two functions.
    ///
    /// @param reader parses a document
    /// @param writer writes a document
    /// @return a mapper that calls them
    static JsonMapper of(Reader reader, Writer writer) {
        Objects.requireNonNull(reader, "the reader is null");
        Objects.requireNonNull(writer, "the writer is null");
        return new JsonMapper() {
            @Override
            public <T> T read(String json, Class<T> type) throws Exception {
                return reader.read(json, type);
            }

            @Override
            public String write(Object value) throws Exception {
                return writer.write(value);
            }
        };
    }

    /// Parses documents; fits `readValue` of a JSON library.
    @FunctionalInterface
    interface Reader {
        /// Parses a document.
        ///
        /// @param <T> the class of the object
        /// @param json the document
        /// @param type the class of the object
        /// @return the object
        /// @throws Exception if the document does not fit the class
        <T> T read(String json, Class<T> type) throws Exception;
    }

    /// Writes documents; fits `writeValueAsString` of a JSON library.
    @FunctionalInterface
    interface Writer {
        /// Writes a document.
        ///
        /// @param value any object but null and text
        /// @return the document
        /// @throws Exception if the object cannot be written
        String write(Object value) throws Exception;
    }
}
