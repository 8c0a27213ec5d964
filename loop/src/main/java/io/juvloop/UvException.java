package io.juvloop;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An error of libuv, identified by its name, because the numbers differ between platforms.
///
/// If the JDK has an exception type for the error, that type is thrown, with this as its cause. See
/// [Error handling](https://docs.libuv.org/en/v1.x/errors.html).
public final class UvException extends IOException {
    private static final long serialVersionUID = 1;

    /// The failed operation.
    private final String operation;

    /// libuv's name of the error.
    private final String errorName;

    /// The address of the operation, if any.
    private final @Nullable String address;

    /// Creates an exception.
    ///
    /// @param operation the failed operation, such as `connect`
    /// @param errorName libuv's name of the error, such as `ECONNREFUSED`
    /// @param text libuv's text for it
    /// @param address the address of the operation, if any
    public UvException(String operation, String errorName, String text, @Nullable String address) {
        super(operation + (address == null ? "" : " " + address) + ": "
                + Objects.requireNonNull(text, "the text is null") + " (" + errorName + ")");
        this.operation = Objects.requireNonNull(operation, "the operation is null");
        this.errorName = Objects.requireNonNull(errorName, "the name of the error is null");
        this.address = address;
    }

    /// The failed operation.
    ///
    /// @return such as `connect`
    public String operation() {
        return operation;
    }

    /// libuv's name of the error, the same on every platform.
    ///
    /// @return such as `ECONNREFUSED`
    public String errorName() {
        return errorName;
    }

    /// The address of the operation.
    ///
    /// @return the address as text, or null if there was none
    public @Nullable String address() {
        return address;
    }
}
