package io.juvloop.postgres.internal.connect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads a connection URI behind its scheme, step by step as libpq does:
/// `user:password@host:port,host:port/database?keyword=value&keyword=value`.
///
/// It is not a URI of the JDK's: there may be several hosts, a plus is a plus, and hosts may be encoded folders.
///
/// For one text and one thread.
final class DsnUri {
    private static final int HEX = 16;

    private final String text;
    private final Map<String, String> found = new LinkedHashMap<>();
    private int at;

    /// @param text what follows the scheme
    DsnUri(String text) {
        this.text = text;
    }

    Map<String, String> parse() {
        credentials();
        hosts();
        if (peek() == '/') {
            at++;
            putUnlessEmpty("dbname", until("?"));
        }
        if (peek() == '?') {
            at++;
            query();
        }
        return found;
    }

    /// The next character; NUL at the end, because none stands in the text.
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    /// Up to one of the characters, or to the end.
    private String until(String stops) {
        int begin = at;
        while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(begin, at);
    }

    private void putUnlessEmpty(String keyword, String value) {
        if (!value.isEmpty()) {
            found.put(keyword, decode(value));
        }
    }

    /// There are some if an at sign stands before the first slash.
    private void credentials() {
        var _ = until("@/");
        boolean present = peek() == '@';
        at = 0;
        if (!present) {
            return;
        }
        putUnlessEmpty("user", until(":@"));
        if (peek() == ':') {
            at++;
            putUnlessEmpty("password", until("@"));
        }
        at++;
    }

    private void hosts() {
        StringBuilder hosts = new StringBuilder();
        StringBuilder ports = new StringBuilder();
        while (true) {
            hosts.append(peek() == '[' ? bracketed() : until(":/?,"));
            if (peek() == ':') {
                at++;
                ports.append(until("/?,"));
            }
            if (peek() != ',') {
                break;
            }
            at++;
            hosts.append(',');
            ports.append(',');
        }
        putUnlessEmpty("host", hosts.toString());
        putUnlessEmpty("port", ports.toString());
    }

    /// An address of IPv6.
    private String bracketed() {
        at++;
        String address = until("]");
        if (peek() != ']') {
            throw new IllegalArgumentException("an address in the connection URI has no closing bracket");
        }
        if (address.isEmpty()) {
            throw new IllegalArgumentException("an address in the connection URI is empty");
        }
        at++;
        if (at < text.length() && ":/?,".indexOf(peek()) < 0) {
            throw new IllegalArgumentException("behind an address in the connection URI stands neither a port nor a"
                    + " slash, at position " + at + " behind the scheme");
        }
        return address;
    }

    private void query() {
        while (at < text.length()) {
            String keyword = until("=&");
            if (peek() != '=') {
                throw new IllegalArgumentException("a query parameter of the connection URI has no \"=\"");
            }
            at++;
            String value = until("=&");
            if (peek() == '=') {
                throw new IllegalArgumentException("a query parameter of the connection URI has a second \"=\"");
            }
            at++;
            put(decode(keyword), decode(value));
        }
    }

    /// With the one word of JDBC's that libpq knows.
    private void put(String keyword, String value) {
        if (keyword.equals("ssl") && value.equals("true")) {
            found.put("sslmode", "require");
        } else {
            found.put(keyword, value);
        }
    }

    /// Resolves percent-encoding. Spaces around are dropped, those inside are a mistake.
    private static String decode(String encoded) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length());
        byte[] bytes = trimmed(encoded).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                decoded.write(octet(bytes, i + 1));
                i += 2;
            } else if (Dsn.isSpace((char) (bytes[i] & 0xff))) {
                throw new IllegalArgumentException("a space in the connection URI is to be written as %20");
            } else {
                decoded.write(bytes[i]);
            }
        }
        return utf8(decoded.toByteArray());
    }

    private static String trimmed(String encoded) {
        int begin = 0;
        while (begin < encoded.length() && encoded.charAt(begin) == ' ') {
            begin++;
        }
        int end = encoded.length();
        while (end > begin && Dsn.isSpace(encoded.charAt(end - 1))) {
            end--;
        }
        return encoded.substring(begin, end);
    }

    private static int octet(byte[] bytes, int at) {
        int high = at < bytes.length ? Character.digit(bytes[at], HEX) : -1;
        int low = at + 1 < bytes.length ? Character.digit(bytes[at + 1], HEX) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException("a percent sign in the connection URI has no two hexadecimal digits");
        }
        if (high == 0 && low == 0) {
            throw new IllegalArgumentException("a NUL stands in the connection URI as %00");
        }
        return high * HEX + low;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new IllegalArgumentException("what is percent-encoded in the connection URI is not UTF-8", broken);
        }
    }
}
