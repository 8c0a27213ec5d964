package io.juvloop.postgres;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An argument cannot be sent as the type that the server wants; nothing was sent. asyncpg's `DataError` for
/// arguments.
///
/// The connection, and a transaction that is open, do not notice.
///
/// Any thread. Immutable.
public final class ArgumentException extends PgException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 80;

    /// Where the value stands, such as `$1`; empty if that is not known.
    private final String place;

    /// The value, shortened.
    private final String shown;

    /// The class of the value.
    private final @Nullable Class<?> valueClass;

    /// PostgreSQL's name of the type.
    private final String wantedType;

    /// What is wrong; empty if the class says it.
    private final String reason;

    /// Makes an exception for a value whose place is not known yet, see [#at].
    ///
    /// @param value the value
    /// @param wantedType PostgreSQL's name of the type that is wanted
    /// @param reason what is wrong, such as `it is out of range`; null if the class of the value says it
    public ArgumentException(@Nullable Object value, String wantedType, @Nullable String reason) {
        this(
                "",
                show(value),
                value == null ? null : value.getClass(),
                Objects.requireNonNull(wantedType, "the wanted type is null"),
                reason == null ? "" : reason);
    }

    /// Makes an exception for a value whose place is known.
    ///
    /// @param place where the value stands, such as `$1`
    /// @param value the value
    /// @param wantedType PostgreSQL's name of the type that is wanted
    /// @param why what is wrong; its message is part of this one's
    public ArgumentException(String place, @Nullable Object value, String wantedType, Throwable why) {
        this(
                Objects.requireNonNull(place, "the place is null"),
                show(value),
                value == null ? null : value.getClass(),
                Objects.requireNonNull(wantedType, "the wanted type is null"),
                why.getMessage() == null ? why.toString() : why.getMessage());
        initCause(why);
    }

    private ArgumentException(
            String place, String shown, @Nullable Class<?> valueClass, String wantedType, String reason) {
        super(message(place, shown, valueClass, wantedType, reason));
        this.place = place;
        this.shown = shown;
        this.valueClass = valueClass;
        this.wantedType = wantedType;
        this.reason = reason;
    }

    private static String message(
            String place, String shown, @Nullable Class<?> valueClass, String wantedType, String reason) {
        return (place.isEmpty() ? "a value" : place) + " cannot be sent as " + wantedType + ": " + shown
                + (valueClass == null ? "" : " (" + valueClass.getTypeName() + ")")
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    /// The same with a place, such as `$1`, or `record 7, column name`. One that has a place gets this one before
    /// it.
    ///
    /// @param newPlace where the value stands
    /// @return a new exception with the stack trace of this one
    public ArgumentException at(String newPlace) {
        Objects.requireNonNull(newPlace, "the place is null");
        String whole = place.isEmpty() ? newPlace : newPlace + ", " + place;
        ArgumentException placed = new ArgumentException(whole, shown, valueClass, wantedType, reason);
        placed.setStackTrace(getStackTrace());
        if (getCause() != null) {
            placed.initCause(getCause());
        }
        return placed;
    }

    /// Where the value stands.
    ///
    /// @return such as `$1`, or `record 7, column name`; empty if it is not known
    public String place() {
        return place;
    }

    /// The class of the value.
    ///
    /// @return null for a null
    public @Nullable Class<?> valueClass() {
        return valueClass;
    }

    /// The type that is wanted.
    ///
    /// @return PostgreSQL's name, such as `int4`
    public String wantedType() {
        return wantedType;
    }

    /// A value of the user's may throw while it describes itself.
    private static String show(@Nullable Object value) {
        String text;
        try {
            text = String.valueOf(value);
        } catch (RuntimeException undescribable) {
            return "?";
        }
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }
}
