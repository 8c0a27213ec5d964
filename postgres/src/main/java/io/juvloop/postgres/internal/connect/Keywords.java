package io.juvloop.postgres.internal.connect;

import io.juvloop.postgres.AuthenticationMethod;
import io.juvloop.postgres.ChannelBinding;
import io.juvloop.postgres.SslMode;
import io.juvloop.postgres.SslNegotiation;
import io.juvloop.postgres.TargetSessionAttrs;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the values of libpq's parameters mean, and which ones they may have.
///
/// A value is checked when it is set, so that the mistake is found where it was made. Messages never have the
/// value of a secret.
///
/// Any thread. Stateless.
public final class Keywords {
    /// Of a host without a port.
    public static final int DEFAULT_PORT = 5432;

    private static final int LARGEST_PORT = 65_535;
    private static final Map<String, Keyword> BY_TEXT = byText();

    private Keywords() {}

    private static Map<String, Keyword> byText() {
        Map<String, Keyword> all = new HashMap<>();
        for (Keyword each : Keyword.values()) {
            all.put(each.text(), each);
        }
        return all;
    }

    private static @Nullable Keyword find(String name) {
        return BY_TEXT.get(name);
    }

    /// The keyword of a parameter that has two, in libpq and in the messages of the protocol.
    ///
    /// @param name of a parameter
    /// @return libpq's
    public static String canonical(String name) {
        return name.equals("database") ? Keyword.DBNAME.text() : name;
    }

    /// Whether a value must not be shown.
    ///
    /// @param name of a parameter
    /// @return true for passwords and keys
    public static boolean isSecret(String name) {
        Keyword known = find(name);
        return known != null && known.isSecret();
    }

    /// Whether a parameter goes to the server.
    ///
    /// @param name of a parameter
    /// @return false for libpq's own
    public static boolean isServerSetting(String name) {
        return find(name) == null;
    }

    /// Checks a value.
    ///
    /// @param name of a parameter
    /// @param value for it; an empty one counts as none
    /// @return the value
    /// @throws IllegalArgumentException if the parameter cannot have it
    public static String checked(String name, String value) {
        refuseNul(name, value);
        Keyword known = find(name);
        if (known != null && !value.isEmpty()) {
            check(known, value);
        }
        return value;
    }

    private static void refuseNul(String name, String value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the keyword of a parameter is empty");
        }
        if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL stands in the parameter " + name.replace('\0', '?'));
        }
    }

    private static void check(Keyword keyword, String value) {
        switch (keyword) {
            case PORT -> ports(value);
            case CONNECT_TIMEOUT, KEEPALIVES_IDLE, KEEPALIVES_INTERVAL -> seconds(value);
            case KEEPALIVES_COUNT -> number(keyword.text(), value);
            case SSLMODE -> constant(keyword.text(), SslMode.class, value);
            case SSLNEGOTIATION -> constant(keyword.text(), SslNegotiation.class, value);
            case CHANNEL_BINDING -> constant(keyword.text(), ChannelBinding.class, value);
            case TARGET_SESSION_ATTRS -> constant(keyword.text(), TargetSessionAttrs.class, value);
            case REQUIRE_AUTH -> methods(value);
            case LOAD_BALANCE_HOSTS -> oneOf(keyword, value, "disable", "random");
            case SSLSNI, KEEPALIVES -> oneOf(keyword, value, "0", "1");
            case SSLCERTMODE -> oneOf(keyword, value, "disable", "allow", "require");
            case MIN_PROTOCOL_VERSION, MAX_PROTOCOL_VERSION -> oneOf(keyword, value, "3.0", "3.2", "latest");
            case SSL_MIN_PROTOCOL_VERSION -> oneOf(keyword, value, "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");
            case SSL_MAX_PROTOCOL_VERSION -> oneOf(keyword, value, "TLSv1.2", "TLSv1.3");
            case CLIENT_ENCODING -> utf8(value);
            case GSSENCMODE -> oneOf(keyword, value, "disable", "prefer"); // never asked for
            case REQUIREPEER, SCRAM_CLIENT_KEY, SCRAM_SERVER_KEY -> unsupported(keyword);
            case TCP_USER_TIMEOUT -> millis(keyword.text(), value);
            default -> {}
        }
    }

    private static void unsupported(Keyword keyword) {
        throw new IllegalArgumentException("the parameter " + keyword.text() + " is not supported");
    }

    private static void oneOf(Keyword keyword, String value, String... allowed) {
        if (!List.of(allowed).contains(value)) {
            throw new IllegalArgumentException(
                    keyword.text() + " is one of " + String.join(", ", allowed) + ", not \"" + value + "\"");
        }
    }

    private static void utf8(String value) {
        String plain = value.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
        if (!plain.equals("utf8") && !plain.equals("unicode") && !plain.equals("auto")) {
            throw new IllegalArgumentException("client_encoding is always UTF8, not \"" + value + "\"");
        }
    }

    // --- Words

    /// The word of a constant.
    ///
    /// @param constant such as `VERIFY_FULL`
    /// @return such as `verify-full`
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The constant of a word.
    ///
    /// @param <E> the type of the constants
    /// @param name of the parameter
    /// @param type the class of the constants
    /// @param word which the parameter has
    /// @return its constant
    /// @throws IllegalArgumentException if there is none
    public static <E extends Enum<E>> E constant(String name, Class<E> type, String word) {
        for (E each : type.getEnumConstants()) {
            if (word(each).equals(word)) {
                return each;
            }
        }
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(Keywords::word).toList();
        throw new IllegalArgumentException(name + " is one of " + String.join(", ", words) + ", not \"" + word + "\"");
    }

    /// The methods of authentication that `require_auth` allows.
    ///
    /// @param value words, separated by commas; all of them or none with an exclamation mark before it
    /// @return what is allowed; everything for an empty value
    /// @throws IllegalArgumentException for a word that is none, stands twice, or a mixture
    public static Set<AuthenticationMethod> methods(String value) {
        if (value.isEmpty()) {
            return EnumSet.allOf(AuthenticationMethod.class);
        }
        boolean negated = value.strip().startsWith("!");
        Set<AuthenticationMethod> named = EnumSet.noneOf(AuthenticationMethod.class);
        for (String part : value.split(",", -1)) {
            String word = part.strip();
            if (word.startsWith("!") != negated) {
                throw new IllegalArgumentException("require_auth either allows or excludes, not both: " + value);
            }
            String name = word.substring(negated ? 1 : 0);
            AuthenticationMethod method = constant("require_auth", AuthenticationMethod.class, name);
            if (!named.add(method)) {
                throw new IllegalArgumentException("require_auth has " + name + " twice");
            }
        }
        return negated ? EnumSet.complementOf(EnumSet.copyOf(named)) : named;
    }

    // --- Lists and numbers

    /// The entries of a list.
    ///
    /// @param value entries, separated by commas
    /// @return also the empty ones
    public static List<String> list(String value) {
        return List.of(value.split(",", -1));
    }

    /// The ports of a list.
    ///
    /// @param value numbers, separated by commas; an empty one is the default
    /// @return the numbers
    /// @throws IllegalArgumentException for what is no port
    public static List<Integer> ports(String value) {
        List<Integer> ports = new ArrayList<>();
        for (String each : list(value)) {
            int port = each.isBlank() ? DEFAULT_PORT : number("port", each);
            if (port < 1 || port > LARGEST_PORT) {
                throw new IllegalArgumentException("a port is 1 to 65535, not \"" + each + "\"");
            }
            ports.add(port);
        }
        return List.copyOf(ports);
    }

    /// @throws IllegalArgumentException for what is no whole number
    static int number(String name, String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException other) {
            throw new IllegalArgumentException(name + " is a whole number, not \"" + value + "\"", other);
        }
    }

    /// A time in milliseconds.
    ///
    /// @param name of the parameter
    /// @param value a whole number
    /// @return the time; zero for less
    /// @throws IllegalArgumentException for what is no such number
    static Duration millis(String name, String value) {
        return Duration.ofMillis(Math.max(0, number(name, value)));
    }

    /// A time in seconds.
    ///
    /// @param value a number, also with a fraction
    /// @return the time
    /// @throws IllegalArgumentException for what is no such number
    public static Duration seconds(String value) {
        try {
            BigDecimal nanos = new BigDecimal(value.strip()).movePointRight(9);
            BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.ONE.movePointRight(9));
            return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValue());
        } catch (ArithmeticException | NumberFormatException other) {
            throw new IllegalArgumentException("a time is a number of seconds, not \"" + value + "\"", other);
        }
    }
}
