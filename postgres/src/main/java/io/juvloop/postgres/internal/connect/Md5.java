package io.juvloop.postgres.internal.connect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The answer to a request for a salted MD5 of the password: `md5` and the digits of `md5(md5(password user) salt)`.
///
/// Any thread. Stateless.
final class Md5 {
    private Md5() {}

    static String answer(String user, String password, byte[] salt) {
        String inner = hex((password + user).getBytes(StandardCharsets.UTF_8), new byte[0]);
        return "md5" + hex(inner.getBytes(StandardCharsets.US_ASCII), salt);
    }

    private static String hex(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(first);
            return HexFormat.of().formatHex(digest.digest(second));
        } catch (NoSuchAlgorithmException forbidden) {
            throw new IllegalStateException("the server asks for MD5, which this JDK does not allow", forbidden);
        }
    }
}
