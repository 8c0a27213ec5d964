package io.juvloop.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Decrypts a PKCS#8 key that a password protects by PBES2 and PBKDF2, with each cipher that OpenSSL's programs take.
///
/// The JDK's [javax.crypto.EncryptedPrivateKeyInfo] knows AES with keys of 128 and 256 bits alone. OpenSSL 3 encrypts
/// by DES-EDE3 where no cipher is named, as in `openssl req -newkey`.
///
/// Any thread. Stateless. See [RFC 8018](https://www.rfc-editor.org/rfc/rfc8018#appendix-A).
final class Pbes2 {
    private static final String PBES2 = "2a864886f70d01050d";
    private static final String PBKDF2 = "2a864886f70d01050c";

    private static final Map<String, String> FUNCTIONS = Map.of(
            "2a864886f70d0207", "PBKDF2WithHmacSHA1",
            "2a864886f70d0208", "PBKDF2WithHmacSHA224",
            "2a864886f70d0209", "PBKDF2WithHmacSHA256",
            "2a864886f70d020a", "PBKDF2WithHmacSHA384",
            "2a864886f70d020b", "PBKDF2WithHmacSHA512");

    private static final Map<String, Scheme> SCHEMES = Map.of(
            "2a864886f70d0307", new Scheme("DESede", 192),
            "608648016503040102", new Scheme("AES", 128),
            "608648016503040116", new Scheme("AES", 192),
            "60864801650304012a", new Scheme("AES", 256));

    private record Scheme(String cipher, int keyBits) {}

    private Pbes2() {}

    /// Whether a key is encrypted so.
    ///
    /// @param info the content of a block ENCRYPTED PRIVATE KEY
    /// @throws IllegalArgumentException if it is broken
    static boolean isOf(byte[] info) {
        return idOf(algorithm(info)).equals(PBES2);
    }

    /// The PKCS#8 form of the key.
    ///
    /// @throws NoSuchAlgorithmException if it is encrypted by something that is not known here
    /// @throws GeneralSecurityException if the password is another
    /// @throws IllegalArgumentException if it is broken
    static byte[] decrypt(byte[] info, char[] password) throws GeneralSecurityException {
        List<Der.Value> parameters = algorithm(info).get(1).parts();
        List<Der.Value> derivation = parameters.getFirst().parts();
        List<Der.Value> encryption = parameters.get(1).parts();
        Scheme scheme = known(SCHEMES.get(idOf(encryption)), encryption);
        if (!idOf(derivation).equals(PBKDF2)) {
            throw unknown(derivation);
        }
        byte[] key = derive(derivation.get(1).parts(), password, scheme.keyBits());
        try {
            Cipher cipher = Cipher.getInstance(scheme.cipher() + "/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, scheme.cipher()),
                    new IvParameterSpec(encryption.get(1).content()));
            byte[] plain =
                    cipher.doFinal(Der.values(info).getFirst().parts().get(1).content());
            if (!Der.isSequence(plain)) {
                throw new BadPaddingException("no key comes out"); // of one wrong password in 256
            }
            return plain;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// @param parameters salt, number of iterations, and perhaps the length of the key and the function
    private static byte[] derive(List<Der.Value> parameters, char[] password, int keyBits)
            throws GeneralSecurityException {
        Der.Value last = parameters.getLast();
        String function = "PBKDF2WithHmacSHA1";
        if (last.isSequence()) {
            function = known(FUNCTIONS.get(idOf(last.parts())), last.parts());
        }
        int iterations = new BigInteger(parameters.get(1).content()).intValue();
        PBEKeySpec spec = new PBEKeySpec(password, parameters.getFirst().content(), iterations, keyBits);
        try {
            return SecretKeyFactory.getInstance(function).generateSecret(spec).getEncoded();
        } finally {
            spec.clearPassword();
        }
    }

    private static List<Der.Value> algorithm(byte[] info) {
        return Der.values(info).getFirst().parts().getFirst().parts();
    }

    private static String idOf(List<Der.Value> algorithm) {
        return HexFormat.of().formatHex(algorithm.getFirst().content());
    }

    private static <T> T known(@Nullable T found, List<Der.Value> algorithm) throws NoSuchAlgorithmException {
        if (found == null) {
            throw unknown(algorithm);
        }
        return found;
    }

    private static NoSuchAlgorithmException unknown(List<Der.Value> algorithm) {
        return new NoSuchAlgorithmException("the object identifier " + idOf(algorithm) + " is not known");
    }
}
