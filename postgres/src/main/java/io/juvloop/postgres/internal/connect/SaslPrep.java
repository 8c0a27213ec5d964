package io.juvloop.postgres.internal.connect;

import java.text.Normalizer;

/// Makes passwords that look alike equal before they are hashed: RFC 4013, as PostgreSQL applies it. A password that
/// the rules do not allow is used as it is.
///
/// Any thread. Stateless. See [RFC 4013](https://www.rfc-editor.org/rfc/rfc4013).
final class SaslPrep {
    private SaslPrep() {}

    static String prepared(String password) {
        if (password.chars().allMatch(c -> c < 0x80)) {
            return password;
        }
        String normal = Normalizer.normalize(mapped(password), Normalizer.Form.NFKC);
        boolean isAllowed =
                !normal.isEmpty() && normal.codePoints().noneMatch(SaslPrep::isProhibited) && isOneDirection(normal);
        return isAllowed ? normal : password;
    }

    /// Spaces of any kind become spaces; what is mapped to nothing vanishes.
    private static String mapped(String password) {
        StringBuilder mapped = new StringBuilder();
        password.codePoints().forEach(point -> {
            if (Character.getType(point) == Character.SPACE_SEPARATOR || point == 0x200b) {
                mapped.append(' ');
            } else if (!vanishes(point)) {
                mapped.appendCodePoint(point);
            }
        });
        return mapped.toString();
    }

    /// Table B.1 of RFC 3454.
    private static boolean vanishes(int point) {
        return switch (point) {
            case 0xad, 0x34f, 0x1806, 0x180b, 0x180c, 0x180d, 0x200c, 0x200d, 0x2060, 0xfeff -> true;
            default -> point >= 0xfe00 && point <= 0xfe0f;
        };
    }

    /// Tables C.1.2 to C.9 of RFC 3454.
    private static boolean isProhibited(int point) {
        int type = Character.getType(point);
        boolean isNone = (point & 0xfffe) == 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
        boolean isTag = point == 0xe0001 || (point >= 0xe0020 && point <= 0xe007f);
        boolean isMark = (point >= 0xfff9 && point <= 0xfffd) || (point >= 0x2ff0 && point <= 0x2ffb);
        boolean isDisplay = point == 0x340 || point == 0x341 || point == 0x200e || point == 0x200f;
        boolean isDirection = (point >= 0x202a && point <= 0x202e) || (point >= 0x206a && point <= 0x206f);
        return type == Character.CONTROL
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (point >= 0x2061 && point <= 0x2063)
                || isNone
                || isTag
                || isMark
                || isDisplay
                || isDirection;
    }

    /// Text from right to left begins and ends so, and has nothing from left to right.
    private static boolean isOneDirection(String text) {
        if (text.codePoints().noneMatch(SaslPrep::isRightToLeft)) {
            return true;
        }
        return text.codePoints().noneMatch(SaslPrep::isLeftToRight)
                && isRightToLeft(text.codePointAt(0))
                && isRightToLeft(text.codePointBefore(text.length()));
    }

    private static boolean isRightToLeft(int point) {
        byte direction = Character.getDirectionality(point);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isLeftToRight(int point) {
        return Character.getDirectionality(point) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
    }
}
