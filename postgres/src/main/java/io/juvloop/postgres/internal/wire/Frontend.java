package io.juvloop.postgres.internal.wire;

import static io.juvloop.postgres.internal.wire.MessageTypes.COPY_DATA;
import static io.juvloop.postgres.internal.wire.MessageTypes.COPY_DONE;
import static io.juvloop.postgres.internal.wire.MessageTypes.FRONTEND_BIND;
import static io.juvloop.postgres.internal.wire.MessageTypes.FRONTEND_CLOSE;
import static io.juvloop.postgres.internal.wire.MessageTypes.FRONTEND_COPY_FAIL;
import static io.juvloop.postgres.internal.wire.MessageTypes.FRONTEND_DESCRIBE;
import static io.juvloop.postgres.internal.wire.MessageTypes.FRONTEND_EXECUTE;
import static io.juvloop.postgres.internal.wire.MessageTypes.FRONTEND_FLUSH;
import static io.juvloop.postgres.internal.wire.MessageTypes.FRONTEND_PARSE;
import static io.juvloop.postgres.internal.wire.MessageTypes.FRONTEND_QUERY;
import static io.juvloop.postgres.internal.wire.MessageTypes.FRONTEND_SYNC;
import static io.juvloop.postgres.internal.wire.MessageTypes.FRONTEND_TERMINATE;

/// Every message that the driver sends once a connection stands.
///
/// Each method puts one message into a buffer, length and all; where a message has values inside, one method
/// begins it and another ends it. Names and statements must have no NUL, which [Utf8#requireNoNul] sees to earlier.
///
/// Any thread that owns the buffer. It keeps nothing. See
/// [message formats](https://www.postgresql.org/docs/current/protocol-message-formats.html).
public final class Frontend {
    /// The kind of a prepared statement, for Describe and Close.
    public static final byte STATEMENT = 'S';
    /// The kind of a portal, for Describe and Close.
    public static final byte PORTAL = 'P';
    /// The name of what has none.
    public static final String UNNAMED = "";

    private Frontend() {}

    /// Puts Query.
    ///
    /// @param out where to
    /// @param sql one or more statements
    public static void query(OutBuffer out, String sql) {
        int mark = begin(out, FRONTEND_QUERY);
        out.putCString(sql);
        out.setMessageLength(mark);
    }

    /// Puts Query with text in front.
    ///
    /// @param out where to
    /// @param prefix statements that run before, each with its semicolon
    /// @param sql one or more statements
    public static void query(OutBuffer out, String prefix, String sql) {
        int mark = begin(out, FRONTEND_QUERY);
        out.putUtf8(prefix);
        out.putCString(sql);
        out.setMessageLength(mark);
    }

    /// Puts Parse.
    ///
    /// @param out where to
    /// @param name of the statement, empty for none
    /// @param sql one statement
    /// @param types the types of the first parameters, 0 for one that the server infers
    public static void parse(OutBuffer out, String name, String sql, int[] types) {
        int mark = begin(out, FRONTEND_PARSE);
        out.putCString(name);
        out.putCString(sql);
        out.putShort(types.length);
        for (int type : types) {
            out.putInt(type);
        }
        out.setMessageLength(mark);
    }

    /// Puts Describe.
    ///
    /// @param out where to
    /// @param kind [#STATEMENT] or [#PORTAL]
    /// @param name of it
    public static void describe(OutBuffer out, byte kind, String name) {
        named(out, FRONTEND_DESCRIBE, kind, name);
    }

    /// Puts Close.
    ///
    /// @param out where to
    /// @param kind [#STATEMENT] or [#PORTAL]
    /// @param name of it
    public static void close(OutBuffer out, byte kind, String name) {
        named(out, FRONTEND_CLOSE, kind, name);
    }

    private static void named(OutBuffer out, byte type, byte kind, String name) {
        int mark = begin(out, type);
        out.putByte(kind);
        out.putCString(name);
        out.setMessageLength(mark);
    }

    /// Begins Bind; formats and values of the parameters follow, then [#endBind].
    ///
    /// @param out where to
    /// @param portal its name, empty for none
    /// @param statement its name, empty for none
    /// @return what [#endBind] wants
    public static int beginBind(OutBuffer out, String portal, String statement) {
        int mark = begin(out, FRONTEND_BIND);
        out.putCString(portal);
        out.putCString(statement);
        return mark;
    }

    /// Ends Bind with one result format for all columns.
    ///
    /// @param out where to
    /// @param mark from [#beginBind]
    /// @param format 1 for binary
    public static void endBind(OutBuffer out, int mark, int format) {
        out.putShort(1);
        out.putShort(format);
        out.setMessageLength(mark);
    }

    /// Ends Bind with a result format for each column.
    ///
    /// @param out where to
    /// @param mark from [#beginBind]
    /// @param formats 1 for binary, 0 for text
    public static void endBind(OutBuffer out, int mark, byte[] formats) {
        out.putShort(formats.length);
        for (byte format : formats) {
            out.putShort(format);
        }
        out.setMessageLength(mark);
    }

    /// Puts Execute.
    ///
    /// @param out where to
    /// @param portal its name, empty for none
    /// @param maxRows how many rows at the most, 0 for all
    public static void execute(OutBuffer out, String portal, int maxRows) {
        int mark = begin(out, FRONTEND_EXECUTE);
        out.putCString(portal);
        out.putInt(maxRows);
        out.setMessageLength(mark);
    }

    /// Puts Parse, Bind and Execute of a statement without name, parameters and rows.
    ///
    /// @param out where to
    /// @param sql one statement
    public static void run(OutBuffer out, String sql) {
        parse(out, UNNAMED, sql, new int[0]);
        int mark = beginBind(out, UNNAMED, UNNAMED);
        out.putInt(0); // neither formats nor values
        endBind(out, mark, new byte[0]);
        execute(out, UNNAMED, 0);
    }

    /// Puts Sync.
    ///
    /// @param out where to
    public static void sync(OutBuffer out) {
        empty(out, FRONTEND_SYNC);
    }

    /// Puts Flush.
    ///
    /// @param out where to
    public static void flush(OutBuffer out) {
        empty(out, FRONTEND_FLUSH);
    }

    /// Puts Terminate.
    ///
    /// @param out where to
    public static void terminate(OutBuffer out) {
        empty(out, FRONTEND_TERMINATE);
    }

    // --- COPY

    /// Begins CopyData; the data follows, then [OutBuffer#setMessageLength] with what this returned.
    ///
    /// @param out where to
    /// @return where the length is
    public static int beginCopyData(OutBuffer out) {
        return begin(out, COPY_DATA);
    }

    /// Puts CopyDone.
    ///
    /// @param out where to
    public static void copyDone(OutBuffer out) {
        empty(out, COPY_DONE);
    }

    /// Puts CopyFail.
    ///
    /// @param out where to
    /// @param reason for the server's message
    public static void copyFail(OutBuffer out, String reason) {
        int mark = begin(out, FRONTEND_COPY_FAIL);
        out.putCString(reason);
        out.setMessageLength(mark);
    }

    private static void empty(OutBuffer out, byte type) {
        out.putByte(type);
        out.putInt(Integer.BYTES);
    }

    private static int begin(OutBuffer out, byte type) {
        out.putByte(type);
        int mark = out.position();
        out.putInt(0);
        return mark;
    }
}
