package io.juvloop.postgres;

import java.util.Objects;

/// The version of a server: asyncpg's `ServerVersion`.
///
/// Any thread. Immutable.
///
/// @param major such as 18
/// @param minor such as 6; 0 in a version under development
/// @param text what the server reports, such as `18.6 (Debian 18.6-1)`
public record ServerVersion(int major, int minor, String text) {
    /// Makes a version.
    ///
    /// @param major the first number
    /// @param minor the second
    /// @param text the whole
    public ServerVersion {
        Objects.requireNonNull(text, "the text is null");
    }

    /// Reads what the server reports as `server_version`.
    ///
    /// @param text such as `18.6`, `19beta1`, `15.18 (Debian 15.18-0+deb12u1)`
    /// @return the version; 0 for numbers that are not there
    public static ServerVersion parse(String text) {
        int[] numbers = new int[2];
        int index = 0;
        boolean inNumber = false;
        for (int i = 0; i < text.length() && index < numbers.length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && numbers[index] < Short.MAX_VALUE) {
                numbers[index] = numbers[index] * 10 + (c - '0');
                inNumber = true;
            } else if (c == '.' && inNumber) {
                index++;
                inNumber = false;
            } else {
                break;
            }
        }
        return new ServerVersion(numbers[0], numbers[1], text);
    }

    @Override
    public String toString() {
        return text;
    }
}
