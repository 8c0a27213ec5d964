package io.juvloop.postgres;

/// The error codes of PostgreSQL 18, as [ServerException#sqlState] gives them.
///
/// The names are the condition names of the server's manual. Where two conditions have the same name, that of a
/// warning begins with `WARNING`, and that of an external routine with `EXTERNAL`. The first two characters of a
/// code are its class. A server may send others: extensions, PL/pgSQL's `RAISE` and later versions have them.
///
/// Any thread. See [PostgreSQL Error Codes](https://www.postgresql.org/docs/18/errcodes-appendix.html).
public final class SqlStates {
    // --- Classes of one code

    /// Successful completion.
    public static final String SUCCESSFUL_COMPLETION = "00000";
    /// SQL statement not yet complete.
    public static final String SQL_STATEMENT_NOT_YET_COMPLETE = "03000";
    /// Triggered action exception.
    public static final String TRIGGERED_ACTION_EXCEPTION = "09000";
    /// Feature not supported.
    public static final String FEATURE_NOT_SUPPORTED = "0A000";
    /// Invalid transaction initiation.
    public static final String INVALID_TRANSACTION_INITIATION = "0B000";
    /// Invalid role specification.
    public static final String INVALID_ROLE_SPECIFICATION = "0P000";
    /// Invalid argument for XQuery.
    public static final String INVALID_ARGUMENT_FOR_XQUERY = "10608";
    /// Case not found.
    public static final String CASE_NOT_FOUND = "20000";
    /// Cardinality violation.
    public static final String CARDINALITY_VIOLATION = "21000";
    /// Invalid cursor state.
    public static final String INVALID_CURSOR_STATE = "24000";
    /// Invalid SQL statement name.
    public static final String INVALID_SQL_STATEMENT_NAME = "26000";
    /// Triggered data change violation.
    public static final String TRIGGERED_DATA_CHANGE_VIOLATION = "27000";
    /// Invalid transaction termination.
    public static final String INVALID_TRANSACTION_TERMINATION = "2D000";
    /// Invalid cursor name.
    public static final String INVALID_CURSOR_NAME = "34000";
    /// Invalid catalog name.
    public static final String INVALID_CATALOG_NAME = "3D000";
    /// Invalid schema name.
    public static final String INVALID_SCHEMA_NAME = "3F000";
    /// With check option violation.
    public static final String WITH_CHECK_OPTION_VIOLATION = "44000";

    // --- Class 01: Warning
    /// Warning.
    public static final String WARNING = "01000";
    /// Warning dynamic result sets returned.
    public static final String WARNING_DYNAMIC_RESULT_SETS_RETURNED = "0100C";
    /// Warning implicit zero bit padding.
    public static final String WARNING_IMPLICIT_ZERO_BIT_PADDING = "01008";
    /// Warning null value eliminated in set function.
    public static final String WARNING_NULL_VALUE_ELIMINATED_IN_SET_FUNCTION = "01003";
    /// Warning privilege not granted.
    public static final String WARNING_PRIVILEGE_NOT_GRANTED = "01007";
    /// Warning privilege not revoked.
    public static final String WARNING_PRIVILEGE_NOT_REVOKED = "01006";
    /// Warning string data right truncation.
    public static final String WARNING_STRING_DATA_RIGHT_TRUNCATION = "01004";
    /// Warning deprecated feature.
    public static final String WARNING_DEPRECATED_FEATURE = "01P01";

    // --- Class 02: No data
    /// No data.
    public static final String NO_DATA = "02000";
    /// No additional dynamic result sets returned.
    public static final String NO_ADDITIONAL_DYNAMIC_RESULT_SETS_RETURNED = "02001";

    // --- Class 08: Connection exception
    /// Connection exception.
    public static final String CONNECTION_EXCEPTION = "08000";
    /// Connection does not exist.
    public static final String CONNECTION_DOES_NOT_EXIST = "08003";
    /// Connection failure.
    public static final String CONNECTION_FAILURE = "08006";
    /// SQL client unable to establish SQL connection.
    public static final String SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION = "08001";
    /// SQL server rejected establishment of SQL connection.
    public static final String SQLSERVER_REJECTED_ESTABLISHMENT_OF_SQLCONNECTION = "08004";
    /// Transaction resolution unknown.
    public static final String TRANSACTION_RESOLUTION_UNKNOWN = "08007";
    /// Protocol violation.
    public static final String PROTOCOL_VIOLATION = "08P01";

    // --- Class 0F: Locator exception
    /// Locator exception.
    public static final String LOCATOR_EXCEPTION = "0F000";
    /// Invalid locator specification.
    public static final String INVALID_LOCATOR_SPECIFICATION = "0F001";

    // --- Class 0L: Invalid grantor
    /// Invalid grantor.
    public static final String INVALID_GRANTOR = "0L000";
    /// Invalid grant operation.
    public static final String INVALID_GRANT_OPERATION = "0LP01";

    // --- Class 0Z: Diagnostics exception
    /// Diagnostics exception.
    public static final String DIAGNOSTICS_EXCEPTION = "0Z000";
    /// Stacked diagnostics accessed without active handler.
    public static final String STACKED_DIAGNOSTICS_ACCESSED_WITHOUT_ACTIVE_HANDLER = "0Z002";

    // --- Class 22: Data exception
    /// Data exception.
    public static final String DATA_EXCEPTION = "22000";
    /// Array subscript error.
    public static final String ARRAY_SUBSCRIPT_ERROR = "2202E";
    /// Character not in repertoire.
    public static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";
    /// Datetime field overflow.
    public static final String DATETIME_FIELD_OVERFLOW = "22008";
    /// Division by zero.
    public static final String DIVISION_BY_ZERO = "22012";
    /// Error in assignment.
    public static final String ERROR_IN_ASSIGNMENT = "22005";
    /// Escape character conflict.
    public static final String ESCAPE_CHARACTER_CONFLICT = "2200B";
    /// Indicator overflow.
    public static final String INDICATOR_OVERFLOW = "22022";
    /// Interval field overflow.
    public static final String INTERVAL_FIELD_OVERFLOW = "22015";
    /// Invalid argument for logarithm.
    public static final String INVALID_ARGUMENT_FOR_LOGARITHM = "2201E";
    /// Invalid argument for ntile function.
    public static final String INVALID_ARGUMENT_FOR_NTILE_FUNCTION = "22014";
    /// Invalid argument for nth value function.
    public static final String INVALID_ARGUMENT_FOR_NTH_VALUE_FUNCTION = "22016";
    /// Invalid argument for power function.
    public static final String INVALID_ARGUMENT_FOR_POWER_FUNCTION = "2201F";
    /// Invalid argument for width bucket function.
    public static final String INVALID_ARGUMENT_FOR_WIDTH_BUCKET_FUNCTION = "2201G";
    /// Invalid character value for cast.
    public static final String INVALID_CHARACTER_VALUE_FOR_CAST = "22018";
    /// Invalid datetime format.
    public static final String INVALID_DATETIME_FORMAT = "22007";
    /// Invalid escape character.
    public static final String INVALID_ESCAPE_CHARACTER = "22019";
    /// Invalid escape octet.
    public static final String INVALID_ESCAPE_OCTET = "2200D";
    /// Invalid escape sequence.
    public static final String INVALID_ESCAPE_SEQUENCE = "22025";
    /// Nonstandard use of escape character.
    public static final String NONSTANDARD_USE_OF_ESCAPE_CHARACTER = "22P06";
    /// Invalid indicator parameter value.
    public static final String INVALID_INDICATOR_PARAMETER_VALUE = "22010";
    /// Invalid parameter value.
    public static final String INVALID_PARAMETER_VALUE = "22023";
    /// Invalid preceding or following size.
    public static final String INVALID_PRECEDING_OR_FOLLOWING_SIZE = "22013";
    /// Invalid regular expression.
    public static final String INVALID_REGULAR_EXPRESSION = "2201B";
    /// Invalid row count in limit clause.
    public static final String INVALID_ROW_COUNT_IN_LIMIT_CLAUSE = "2201W";
    /// Invalid row count in result offset clause.
    public static final String INVALID_ROW_COUNT_IN_RESULT_OFFSET_CLAUSE = "2201X";
    /// Invalid tablesample argument.
    public static final String INVALID_TABLESAMPLE_ARGUMENT = "2202H";
    /// Invalid tablesample repeat.
    public static final String INVALID_TABLESAMPLE_REPEAT = "2202G";
    /// Invalid time zone displacement value.
    public static final String INVALID_TIME_ZONE_DISPLACEMENT_VALUE = "22009";
    /// Invalid use of escape character.
    public static final String INVALID_USE_OF_ESCAPE_CHARACTER = "2200C";
    /// Most specific type mismatch.
    public static final String MOST_SPECIFIC_TYPE_MISMATCH = "2200G";
    /// Null value not allowed.
    public static final String NULL_VALUE_NOT_ALLOWED = "22004";
    /// Null value no indicator parameter.
    public static final String NULL_VALUE_NO_INDICATOR_PARAMETER = "22002";
    /// Numeric value out of range.
    public static final String NUMERIC_VALUE_OUT_OF_RANGE = "22003";
    /// Sequence generator limit exceeded.
    public static final String SEQUENCE_GENERATOR_LIMIT_EXCEEDED = "2200H";
    /// String data length mismatch.
    public static final String STRING_DATA_LENGTH_MISMATCH = "22026";
    /// String data right truncation.
    public static final String STRING_DATA_RIGHT_TRUNCATION = "22001";
    /// Substring error.
    public static final String SUBSTRING_ERROR = "22011";
    /// Trim error.
    public static final String TRIM_ERROR = "22027";
    /// Unterminated C string.
    public static final String UNTERMINATED_C_STRING = "22024";
    /// Zero length character string.
    public static final String ZERO_LENGTH_CHARACTER_STRING = "2200F";
    /// Floating point exception.
    public static final String FLOATING_POINT_EXCEPTION = "22P01";
    /// Invalid text representation.
    public static final String INVALID_TEXT_REPRESENTATION = "22P02";
    /// Invalid binary representation.
    public static final String INVALID_BINARY_REPRESENTATION = "22P03";
    /// Bad copy file format.
    public static final String BAD_COPY_FILE_FORMAT = "22P04";
    /// Untranslatable character.
    public static final String UNTRANSLATABLE_CHARACTER = "22P05";
    /// Not an XML document.
    public static final String NOT_AN_XML_DOCUMENT = "2200L";
    /// Invalid XML document.
    public static final String INVALID_XML_DOCUMENT = "2200M";
    /// Invalid XML content.
    public static final String INVALID_XML_CONTENT = "2200N";
    /// Invalid XML comment.
    public static final String INVALID_XML_COMMENT = "2200S";
    /// Invalid XML processing instruction.
    public static final String INVALID_XML_PROCESSING_INSTRUCTION = "2200T";
    /// Duplicate JSON object key value.
    public static final String DUPLICATE_JSON_OBJECT_KEY_VALUE = "22030";
    /// Invalid argument for SQL JSON datetime function.
    public static final String INVALID_ARGUMENT_FOR_SQL_JSON_DATETIME_FUNCTION = "22031";
    /// Invalid JSON text.
    public static final String INVALID_JSON_TEXT = "22032";
    /// Invalid SQL JSON subscript.
    public static final String INVALID_SQL_JSON_SUBSCRIPT = "22033";
    /// More than one SQL JSON item.
    public static final String MORE_THAN_ONE_SQL_JSON_ITEM = "22034";
    /// No SQL JSON item.
    public static final String NO_SQL_JSON_ITEM = "22035";
    /// Non numeric SQL JSON item.
    public static final String NON_NUMERIC_SQL_JSON_ITEM = "22036";
    /// Non unique keys in a JSON object.
    public static final String NON_UNIQUE_KEYS_IN_A_JSON_OBJECT = "22037";
    /// Singleton SQL JSON item required.
    public static final String SINGLETON_SQL_JSON_ITEM_REQUIRED = "22038";
    /// SQL JSON array not found.
    public static final String SQL_JSON_ARRAY_NOT_FOUND = "22039";
    /// SQL JSON member not found.
    public static final String SQL_JSON_MEMBER_NOT_FOUND = "2203A";
    /// SQL JSON number not found.
    public static final String SQL_JSON_NUMBER_NOT_FOUND = "2203B";
    /// SQL JSON object not found.
    public static final String SQL_JSON_OBJECT_NOT_FOUND = "2203C";
    /// Too many JSON array elements.
    public static final String TOO_MANY_JSON_ARRAY_ELEMENTS = "2203D";
    /// Too many JSON object members.
    public static final String TOO_MANY_JSON_OBJECT_MEMBERS = "2203E";
    /// SQL JSON scalar required.
    public static final String SQL_JSON_SCALAR_REQUIRED = "2203F";
    /// SQL JSON item cannot be cast to target type.
    public static final String SQL_JSON_ITEM_CANNOT_BE_CAST_TO_TARGET_TYPE = "2203G";

    // --- Class 23: Integrity constraint violation
    /// Integrity constraint violation.
    public static final String INTEGRITY_CONSTRAINT_VIOLATION = "23000";
    /// Restrict violation.
    public static final String RESTRICT_VIOLATION = "23001";
    /// Not null violation.
    public static final String NOT_NULL_VIOLATION = "23502";
    /// Foreign key violation.
    public static final String FOREIGN_KEY_VIOLATION = "23503";
    /// Unique violation.
    public static final String UNIQUE_VIOLATION = "23505";
    /// Check violation.
    public static final String CHECK_VIOLATION = "23514";
    /// Exclusion violation.
    public static final String EXCLUSION_VIOLATION = "23P01";

    // --- Class 25: Invalid transaction state
    /// Invalid transaction state.
    public static final String INVALID_TRANSACTION_STATE = "25000";
    /// Active SQL transaction.
    public static final String ACTIVE_SQL_TRANSACTION = "25001";
    /// Branch transaction already active.
    public static final String BRANCH_TRANSACTION_ALREADY_ACTIVE = "25002";
    /// Held cursor requires same isolation level.
    public static final String HELD_CURSOR_REQUIRES_SAME_ISOLATION_LEVEL = "25008";
    /// Inappropriate access mode for branch transaction.
    public static final String INAPPROPRIATE_ACCESS_MODE_FOR_BRANCH_TRANSACTION = "25003";
    /// Inappropriate isolation level for branch transaction.
    public static final String INAPPROPRIATE_ISOLATION_LEVEL_FOR_BRANCH_TRANSACTION = "25004";
    /// No active SQL transaction for branch transaction.
    public static final String NO_ACTIVE_SQL_TRANSACTION_FOR_BRANCH_TRANSACTION = "25005";
    /// Read only SQL transaction.
    public static final String READ_ONLY_SQL_TRANSACTION = "25006";
    /// Schema and data statement mixing not supported.
    public static final String SCHEMA_AND_DATA_STATEMENT_MIXING_NOT_SUPPORTED = "25007";
    /// No active SQL transaction.
    public static final String NO_ACTIVE_SQL_TRANSACTION = "25P01";
    /// In failed SQL transaction.
    public static final String IN_FAILED_SQL_TRANSACTION = "25P02";
    /// Idle in transaction session timeout.
    public static final String IDLE_IN_TRANSACTION_SESSION_TIMEOUT = "25P03";
    /// Transaction timeout.
    public static final String TRANSACTION_TIMEOUT = "25P04";

    // --- Class 28: Invalid authorization specification
    /// Invalid authorization specification.
    public static final String INVALID_AUTHORIZATION_SPECIFICATION = "28000";
    /// Invalid password.
    public static final String INVALID_PASSWORD = "28P01";

    // --- Class 2B: Dependent privilege descriptors still exist
    /// Dependent privilege descriptors still exist.
    public static final String DEPENDENT_PRIVILEGE_DESCRIPTORS_STILL_EXIST = "2B000";
    /// Dependent objects still exist.
    public static final String DEPENDENT_OBJECTS_STILL_EXIST = "2BP01";

    // --- Class 2F: SQL routine exception
    /// SQL routine exception.
    public static final String SQL_ROUTINE_EXCEPTION = "2F000";
    /// Function executed no return statement.
    public static final String FUNCTION_EXECUTED_NO_RETURN_STATEMENT = "2F005";
    /// Modifying SQL data not permitted.
    public static final String MODIFYING_SQL_DATA_NOT_PERMITTED = "2F002";
    /// Prohibited SQL statement attempted.
    public static final String PROHIBITED_SQL_STATEMENT_ATTEMPTED = "2F003";
    /// Reading SQL data not permitted.
    public static final String READING_SQL_DATA_NOT_PERMITTED = "2F004";

    // --- Class 38: External routine exception
    /// External routine exception.
    public static final String EXTERNAL_ROUTINE_EXCEPTION = "38000";
    /// Containing SQL not permitted.
    public static final String CONTAINING_SQL_NOT_PERMITTED = "38001";
    /// External modifying SQL data not permitted.
    public static final String EXTERNAL_MODIFYING_SQL_DATA_NOT_PERMITTED = "38002";
    /// External prohibited SQL statement attempted.
    public static final String EXTERNAL_PROHIBITED_SQL_STATEMENT_ATTEMPTED = "38003";
    /// External reading SQL data not permitted.
    public static final String EXTERNAL_READING_SQL_DATA_NOT_PERMITTED = "38004";

    // --- Class 39: External routine invocation exception
    /// External routine invocation exception.
    public static final String EXTERNAL_ROUTINE_INVOCATION_EXCEPTION = "39000";
    /// Invalid SQLSTATE returned.
    public static final String INVALID_SQLSTATE_RETURNED = "39001";
    /// External null value not allowed.
    public static final String EXTERNAL_NULL_VALUE_NOT_ALLOWED = "39004";
    /// Trigger protocol violated.
    public static final String TRIGGER_PROTOCOL_VIOLATED = "39P01";
    /// SRF protocol violated.
    public static final String SRF_PROTOCOL_VIOLATED = "39P02";
    /// Event trigger protocol violated.
    public static final String EVENT_TRIGGER_PROTOCOL_VIOLATED = "39P03";

    // --- Class 3B: Savepoint exception
    /// Savepoint exception.
    public static final String SAVEPOINT_EXCEPTION = "3B000";
    /// Invalid savepoint specification.
    public static final String INVALID_SAVEPOINT_SPECIFICATION = "3B001";

    // --- Class 40: Transaction rollback
    /// Transaction rollback.
    public static final String TRANSACTION_ROLLBACK = "40000";
    /// Transaction integrity constraint violation.
    public static final String TRANSACTION_INTEGRITY_CONSTRAINT_VIOLATION = "40002";
    /// Serialization failure.
    public static final String SERIALIZATION_FAILURE = "40001";
    /// Statement completion unknown.
    public static final String STATEMENT_COMPLETION_UNKNOWN = "40003";
    /// Deadlock detected.
    public static final String DEADLOCK_DETECTED = "40P01";

    // --- Class 42: Syntax error or access rule violation
    /// Syntax error or access rule violation.
    public static final String SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION = "42000";
    /// Syntax error.
    public static final String SYNTAX_ERROR = "42601";
    /// Insufficient privilege.
    public static final String INSUFFICIENT_PRIVILEGE = "42501";
    /// Cannot coerce.
    public static final String CANNOT_COERCE = "42846";
    /// Grouping error.
    public static final String GROUPING_ERROR = "42803";
    /// Windowing error.
    public static final String WINDOWING_ERROR = "42P20";
    /// Invalid recursion.
    public static final String INVALID_RECURSION = "42P19";
    /// Invalid foreign key.
    public static final String INVALID_FOREIGN_KEY = "42830";
    /// Invalid name.
    public static final String INVALID_NAME = "42602";
    /// Name too long.
    public static final String NAME_TOO_LONG = "42622";
    /// Reserved name.
    public static final String RESERVED_NAME = "42939";
    /// Datatype mismatch.
    public static final String DATATYPE_MISMATCH = "42804";
    /// Indeterminate datatype.
    public static final String INDETERMINATE_DATATYPE = "42P18";
    /// Collation mismatch.
    public static final String COLLATION_MISMATCH = "42P21";
    /// Indeterminate collation.
    public static final String INDETERMINATE_COLLATION = "42P22";
    /// Wrong object type.
    public static final String WRONG_OBJECT_TYPE = "42809";
    /// Generated always.
    public static final String GENERATED_ALWAYS = "428C9";
    /// Undefined column.
    public static final String UNDEFINED_COLUMN = "42703";
    /// Undefined function.
    public static final String UNDEFINED_FUNCTION = "42883";
    /// Undefined table.
    public static final String UNDEFINED_TABLE = "42P01";
    /// Undefined parameter.
    public static final String UNDEFINED_PARAMETER = "42P02";
    /// Undefined object.
    public static final String UNDEFINED_OBJECT = "42704";
    /// Duplicate column.
    public static final String DUPLICATE_COLUMN = "42701";
    /// Duplicate cursor.
    public static final String DUPLICATE_CURSOR = "42P03";
    /// Duplicate database.
    public static final String DUPLICATE_DATABASE = "42P04";
    /// Duplicate function.
    public static final String DUPLICATE_FUNCTION = "42723";
    /// Duplicate prepared statement.
    public static final String DUPLICATE_PREPARED_STATEMENT = "42P05";
    /// Duplicate schema.
    public static final String DUPLICATE_SCHEMA = "42P06";
    /// Duplicate table.
    public static final String DUPLICATE_TABLE = "42P07";
    /// Duplicate alias.
    public static final String DUPLICATE_ALIAS = "42712";
    /// Duplicate object.
    public static final String DUPLICATE_OBJECT = "42710";
    /// Ambiguous column.
    public static final String AMBIGUOUS_COLUMN = "42702";
    /// Ambiguous function.
    public static final String AMBIGUOUS_FUNCTION = "42725";
    /// Ambiguous parameter.
    public static final String AMBIGUOUS_PARAMETER = "42P08";
    /// Ambiguous alias.
    public static final String AMBIGUOUS_ALIAS = "42P09";
    /// Invalid column reference.
    public static final String INVALID_COLUMN_REFERENCE = "42P10";
    /// Invalid column definition.
    public static final String INVALID_COLUMN_DEFINITION = "42611";
    /// Invalid cursor definition.
    public static final String INVALID_CURSOR_DEFINITION = "42P11";
    /// Invalid database definition.
    public static final String INVALID_DATABASE_DEFINITION = "42P12";
    /// Invalid function definition.
    public static final String INVALID_FUNCTION_DEFINITION = "42P13";
    /// Invalid prepared statement definition.
    public static final String INVALID_PREPARED_STATEMENT_DEFINITION = "42P14";
    /// Invalid schema definition.
    public static final String INVALID_SCHEMA_DEFINITION = "42P15";
    /// Invalid table definition.
    public static final String INVALID_TABLE_DEFINITION = "42P16";
    /// Invalid object definition.
    public static final String INVALID_OBJECT_DEFINITION = "42P17";

    // --- Class 53: Insufficient resources
    /// Insufficient resources.
    public static final String INSUFFICIENT_RESOURCES = "53000";
    /// Disk full.
    public static final String DISK_FULL = "53100";
    /// Out of memory.
    public static final String OUT_OF_MEMORY = "53200";
    /// Too many connections.
    public static final String TOO_MANY_CONNECTIONS = "53300";
    /// Configuration limit exceeded.
    public static final String CONFIGURATION_LIMIT_EXCEEDED = "53400";

    // --- Class 54: Program limit exceeded
    /// Program limit exceeded.
    public static final String PROGRAM_LIMIT_EXCEEDED = "54000";
    /// Statement too complex.
    public static final String STATEMENT_TOO_COMPLEX = "54001";
    /// Too many columns.
    public static final String TOO_MANY_COLUMNS = "54011";
    /// Too many arguments.
    public static final String TOO_MANY_ARGUMENTS = "54023";

    // --- Class 55: Object not in prerequisite state
    /// Object not in prerequisite state.
    public static final String OBJECT_NOT_IN_PREREQUISITE_STATE = "55000";
    /// Object in use.
    public static final String OBJECT_IN_USE = "55006";
    /// Cant change runtime param.
    public static final String CANT_CHANGE_RUNTIME_PARAM = "55P02";
    /// Lock not available.
    public static final String LOCK_NOT_AVAILABLE = "55P03";
    /// Unsafe new enum value usage.
    public static final String UNSAFE_NEW_ENUM_VALUE_USAGE = "55P04";

    // --- Class 57: Operator intervention
    /// Operator intervention.
    public static final String OPERATOR_INTERVENTION = "57000";
    /// Query canceled.
    public static final String QUERY_CANCELED = "57014";
    /// Admin shutdown.
    public static final String ADMIN_SHUTDOWN = "57P01";
    /// Crash shutdown.
    public static final String CRASH_SHUTDOWN = "57P02";
    /// Cannot connect now.
    public static final String CANNOT_CONNECT_NOW = "57P03";
    /// Database dropped.
    public static final String DATABASE_DROPPED = "57P04";
    /// Idle session timeout.
    public static final String IDLE_SESSION_TIMEOUT = "57P05";

    // --- Class 58: System error, outside of PostgreSQL itself
    /// System error.
    public static final String SYSTEM_ERROR = "58000";
    /// I/O error.
    public static final String IO_ERROR = "58030";
    /// Undefined file.
    public static final String UNDEFINED_FILE = "58P01";
    /// Duplicate file.
    public static final String DUPLICATE_FILE = "58P02";
    /// File name too long.
    public static final String FILE_NAME_TOO_LONG = "58P03";

    // --- Class F0: Configuration file error
    /// Config file error.
    public static final String CONFIG_FILE_ERROR = "F0000";
    /// Lock file exists.
    public static final String LOCK_FILE_EXISTS = "F0001";

    // --- Class HV: Foreign data wrapper error
    /// FDW error.
    public static final String FDW_ERROR = "HV000";
    /// FDW column name not found.
    public static final String FDW_COLUMN_NAME_NOT_FOUND = "HV005";
    /// FDW dynamic parameter value needed.
    public static final String FDW_DYNAMIC_PARAMETER_VALUE_NEEDED = "HV002";
    /// FDW function sequence error.
    public static final String FDW_FUNCTION_SEQUENCE_ERROR = "HV010";
    /// FDW inconsistent descriptor information.
    public static final String FDW_INCONSISTENT_DESCRIPTOR_INFORMATION = "HV021";
    /// FDW invalid attribute value.
    public static final String FDW_INVALID_ATTRIBUTE_VALUE = "HV024";
    /// FDW invalid column name.
    public static final String FDW_INVALID_COLUMN_NAME = "HV007";
    /// FDW invalid column number.
    public static final String FDW_INVALID_COLUMN_NUMBER = "HV008";
    /// FDW invalid data type.
    public static final String FDW_INVALID_DATA_TYPE = "HV004";
    /// FDW invalid data type descriptors.
    public static final String FDW_INVALID_DATA_TYPE_DESCRIPTORS = "HV006";
    /// FDW invalid descriptor field identifier.
    public static final String FDW_INVALID_DESCRIPTOR_FIELD_IDENTIFIER = "HV091";
    /// FDW invalid handle.
    public static final String FDW_INVALID_HANDLE = "HV00B";
    /// FDW invalid option index.
    public static final String FDW_INVALID_OPTION_INDEX = "HV00C";
    /// FDW invalid option name.
    public static final String FDW_INVALID_OPTION_NAME = "HV00D";
    /// FDW invalid string length or buffer length.
    public static final String FDW_INVALID_STRING_LENGTH_OR_BUFFER_LENGTH = "HV090";
    /// FDW invalid string format.
    public static final String FDW_INVALID_STRING_FORMAT = "HV00A";
    /// FDW invalid use of null pointer.
    public static final String FDW_INVALID_USE_OF_NULL_POINTER = "HV009";
    /// FDW too many handles.
    public static final String FDW_TOO_MANY_HANDLES = "HV014";
    /// FDW out of memory.
    public static final String FDW_OUT_OF_MEMORY = "HV001";
    /// FDW no schemas.
    public static final String FDW_NO_SCHEMAS = "HV00P";
    /// FDW option name not found.
    public static final String FDW_OPTION_NAME_NOT_FOUND = "HV00J";
    /// FDW reply handle.
    public static final String FDW_REPLY_HANDLE = "HV00K";
    /// FDW schema not found.
    public static final String FDW_SCHEMA_NOT_FOUND = "HV00Q";
    /// FDW table not found.
    public static final String FDW_TABLE_NOT_FOUND = "HV00R";
    /// FDW unable to create execution.
    public static final String FDW_UNABLE_TO_CREATE_EXECUTION = "HV00L";
    /// FDW unable to create reply.
    public static final String FDW_UNABLE_TO_CREATE_REPLY = "HV00M";
    /// FDW unable to establish connection.
    public static final String FDW_UNABLE_TO_ESTABLISH_CONNECTION = "HV00N";

    // --- Class P0: PL/pgSQL error
    /// PL/pgSQL error.
    public static final String PLPGSQL_ERROR = "P0000";
    /// Raise exception.
    public static final String RAISE_EXCEPTION = "P0001";
    /// No data found.
    public static final String NO_DATA_FOUND = "P0002";
    /// Too many rows.
    public static final String TOO_MANY_ROWS = "P0003";
    /// Assert failure.
    public static final String ASSERT_FAILURE = "P0004";

    // --- Class XX: Internal error
    /// Internal error.
    public static final String INTERNAL_ERROR = "XX000";
    /// Data corrupted.
    public static final String DATA_CORRUPTED = "XX001";
    /// Index corrupted.
    public static final String INDEX_CORRUPTED = "XX002";

    private SqlStates() {}
}
