package io.juvloop.bindings;

/// An error returned by a libuv function; the caller converts it to the JDK's own exception.
public final class UvFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final int code;

    UvFailure(String operation, int code) {
        super(operation + ": " + UvErrors.name(code) + ", " + UvErrors.text(code));
        this.operation = operation;
        this.code = code;
    }

    /// Returns a result unless it is an error.
    ///
    /// @param operation the function that gave it
    /// @param result its result
    /// @return the result, zero or positive
    /// @throws UvFailure if it is negative
    public static int check(String operation, int result) {
        if (result < 0) {
            throw new UvFailure(operation, result);
        }
        return result;
    }

    /// The function.
    ///
    /// @return such as `uv_tcp_bind`
    public String operation() {
        return operation;
    }

    /// Its result.
    ///
    /// @return the negative number
    public int code() {
        return code;
    }
}
