package io.juvloop.internal.core;

import io.juvloop.UvException;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// Converts libuv's errors to the exceptions that Java programs already catch, each with a [UvException] as its
/// cause.
///
/// Any thread. Stateless.
public final class UvErrorMapping {
    private UvErrorMapping() {}

    public static IOException toException(UvFailure failure, @Nullable Object address) {
        return toException(failure.operation(), failure.code(), address);
    }

    public static IOException toException(String operation, int code, @Nullable Object address) {
        String where = address == null ? null : text(address);
        UvException cause = new UvException(operation, UvErrors.name(code), UvErrors.text(code), where);
        IOException mapped = mapped(cause, operation, where);
        if (mapped == null) {
            return cause;
        }
        mapped.initCause(cause);
        return mapped;
    }

    /// Writes an address in its usual form, without the JDK's mark for an unresolved host name.
    private static String text(Object address) {
        if (address instanceof InetSocketAddress socket && !socket.isUnresolved()) {
            String host = socket.getAddress().getHostAddress();
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + socket.getPort();
        }
        return address.toString();
    }

    private static @Nullable IOException mapped(UvException cause, String operation, @Nullable String where) {
        String message = cause.getMessage();
        return switch (cause.errorName()) {
            case "ECONNREFUSED" -> new ConnectException(message);
            case "ECONNRESET" -> new SocketException("Connection reset");
            case "EPIPE" -> new SocketException("Broken pipe");
            case "ECONNABORTED" -> new SocketException("Connection aborted");
            case "ETIMEDOUT" -> new SocketTimeoutException(message);
            case "EHOSTUNREACH", "ENETUNREACH" -> new NoRouteToHostException(message);
            case "EADDRINUSE", "EADDRNOTAVAIL" -> new BindException(message);
            case "EACCES", "EPERM" -> denied(operation, where, message);
            case "ENOENT" -> new NoSuchFileException(where == null ? message : where, null, message);
            case "EEXIST" -> new FileAlreadyExistsException(where == null ? message : where, null, message);
            default -> cause.errorName().startsWith("EAI_") ? new UnknownHostException(message) : null;
        };
    }

    private static IOException denied(String operation, @Nullable String where, String message) {
        return operation.contains("bind")
                ? new BindException(message)
                : new AccessDeniedException(where == null ? message : where, null, message);
    }
}
