package io.juvloop.postgres.internal.wire;

/// The first bytes of messages: those of the server, and under `Frontend` in their names those of the client.
///
/// Any thread. Constants. See [message
/// formats](https://www.postgresql.org/docs/current/protocol-message-formats.html).
public final class MessageTypes {
    // --- From the server

    /// Authentication, of every step.
    public static final byte AUTHENTICATION = 'R';
    /// BackendKeyData.
    public static final byte BACKEND_KEY_DATA = 'K';
    /// BindComplete.
    public static final byte BIND_COMPLETE = '2';
    /// CloseComplete.
    public static final byte CLOSE_COMPLETE = '3';
    /// CommandComplete.
    public static final byte COMMAND_COMPLETE = 'C';
    /// CopyData, in both directions.
    public static final byte COPY_DATA = 'd';
    /// CopyDone, in both directions.
    public static final byte COPY_DONE = 'c';
    /// CopyInResponse.
    public static final byte COPY_IN_RESPONSE = 'G';
    /// CopyOutResponse.
    public static final byte COPY_OUT_RESPONSE = 'H';
    /// CopyBothResponse.
    public static final byte COPY_BOTH_RESPONSE = 'W';
    /// DataRow.
    public static final byte DATA_ROW = 'D';
    /// EmptyQueryResponse.
    public static final byte EMPTY_QUERY_RESPONSE = 'I';
    /// ErrorResponse.
    public static final byte ERROR_RESPONSE = 'E';
    /// NegotiateProtocolVersion.
    public static final byte NEGOTIATE_PROTOCOL_VERSION = 'v';
    /// NoData.
    public static final byte NO_DATA = 'n';
    /// NoticeResponse.
    public static final byte NOTICE_RESPONSE = 'N';
    /// NotificationResponse.
    public static final byte NOTIFICATION_RESPONSE = 'A';
    /// ParameterDescription.
    public static final byte PARAMETER_DESCRIPTION = 't';
    /// ParameterStatus.
    public static final byte PARAMETER_STATUS = 'S';
    /// ParseComplete.
    public static final byte PARSE_COMPLETE = '1';
    /// PortalSuspended.
    public static final byte PORTAL_SUSPENDED = 's';
    /// ReadyForQuery.
    public static final byte READY_FOR_QUERY = 'Z';
    /// RowDescription.
    public static final byte ROW_DESCRIPTION = 'T';

    // --- From the client

    static final byte FRONTEND_BIND = 'B';
    static final byte FRONTEND_CLOSE = 'C';
    static final byte FRONTEND_COPY_FAIL = 'f';
    static final byte FRONTEND_DESCRIBE = 'D';
    static final byte FRONTEND_EXECUTE = 'E';
    static final byte FRONTEND_FLUSH = 'H';
    static final byte FRONTEND_PARSE = 'P';
    static final byte FRONTEND_QUERY = 'Q';
    static final byte FRONTEND_SYNC = 'S';
    static final byte FRONTEND_TERMINATE = 'X';

    private MessageTypes() {}

    /// Whether messages of a type may be long: those with data, with the text of an error or a notification, and
    /// with columns.
    ///
    /// @param type the byte
    /// @return false for all others, and for types that are not known
    static boolean mayBeLong(byte type) {
        return switch (type) {
            case DATA_ROW, COPY_DATA, ROW_DESCRIPTION, ERROR_RESPONSE, NOTICE_RESPONSE, NOTIFICATION_RESPONSE -> true;
            default -> false;
        };
    }

    /// A type for a message to the programmer.
    ///
    /// @param type the byte
    /// @return itself in quotes, or its number
    public static String name(byte type) {
        return type > ' ' && type <= '~' ? "'" + (char) type + "'" : Integer.toString(type & 0xff);
    }
}
