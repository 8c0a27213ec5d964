package io.juvloop.postgres.internal.connect;

import io.juvloop.Suspends;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.ProtocolViolation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The client's side of SCRAM-SHA-256, with channel binding or without: both sides prove that they know the
/// password, and neither shows it.
///
/// A server may ask for many iterations to keep a client busy; more than 100,000 are refused before anything is
/// hashed. A server that claims to be the right one and cannot prove it is not accepted.
///
/// In the task that connects. Used once. See [RFC 5802](https://www.rfc-editor.org/rfc/rfc5802) and
/// [RFC 7677](https://www.rfc-editor.org/rfc/rfc7677).
final class Scram {
    static final String PLAIN = "SCRAM-SHA-256";
    private static final String BOUND = "SCRAM-SHA-256-PLUS";
    private static final int NONCE_BYTES = 18;
    private static final int MOST_ITERATIONS = 100_000;
    private static final int SERVER_FIRST_PARTS = 3; // extensions would follow, and PostgreSQL has none

    /// Held here, because the first one is slow to make.
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String header;
    private final byte @Nullable [] endPoint;
    private final String nonce;
    private byte @Nullable [] serverSignature;
    private boolean isVerified;

    /// @param header says whether the channel is bound, and begins the first message
    /// @param endPoint what it is bound to; null for nothing
    Scram(String header, byte @Nullable [] endPoint, String nonce) {
        this.header = header;
        this.endPoint = endPoint;
        this.nonce = nonce;
    }

    /// Chooses the strongest variant that both sides have.
    ///
    /// @param offered by the server
    /// @param endPoint what the exchange can be bound to; null for nothing
    /// @param couldBind whether one would bind if the server offered it; the server learns that, so that no
    ///     machine in between can take the offer away
    static Scram choose(List<String> offered, byte @Nullable [] endPoint, boolean couldBind) {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        String nonce = Base64.getEncoder().encodeToString(random);
        boolean isBindingOffered = offered.contains(BOUND);
        if (isBindingOffered && endPoint != null) {
            return new Scram("p=tls-server-end-point,,", endPoint, nonce);
        }
        if (!offered.contains(PLAIN)) {
            throw new PgException("the server offers only methods that the driver does not have: " + offered, null);
        }
        return new Scram(couldBind && !isBindingOffered && endPoint != null ? "y,," : "n,,", null, nonce);
    }

    String mechanism() {
        return isBound() ? BOUND : PLAIN;
    }

    boolean isBound() {
        return endPoint != null;
    }

    /// Whether the server has proved that it knows the password.
    boolean isVerified() {
        return isVerified;
    }

    /// The user is not named here, because the start-up message has done it.
    private String bareFirst() {
        return "n=,r=" + nonce;
    }

    byte[] first() {
        return ascii(header + bareFirst());
    }

    /// The answer to the server's salt.
    @Suspends
    byte[] answer(byte[] message, String password, ScramKeys keys) {
        if (serverSignature != null) {
            throw new ProtocolViolation("the server has sent its salt twice");
        }
        String serverFirst = new String(message, StandardCharsets.UTF_8);
        String[] parts = serverFirst.split(",", -1);
        if (parts.length != SERVER_FIRST_PARTS) {
            throw broken("exactly a nonce, a salt and a number of iterations");
        }
        String both = value(parts[0], "r=");
        byte[] salt = base64(value(parts[1], "s="));
        int iterations = iterations(value(parts[2], "i="));
        if (!both.startsWith(nonce) || both.length() == nonce.length() || salt.length == 0) {
            throw broken("a nonce of its own, with a salt");
        }
        ScramKeys.Pair pair = keys.of(password, salt, iterations);
        String withoutProof = "c=" + Base64.getEncoder().encodeToString(bindingData()) + ",r=" + both;
        byte[] signed = ascii(bareFirst() + "," + serverFirst + "," + withoutProof);
        serverSignature = ScramKeys.hmac(pair.serverKey(), signed);
        byte[] proof = pair.clientKey().clone();
        byte[] signature = ScramKeys.hmac(ScramKeys.sha256(pair.clientKey()), signed);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= signature[i];
        }
        return ascii(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof));
    }

    private byte[] bindingData() {
        byte[] prefix = ascii(header);
        byte[] bound = endPoint;
        if (bound == null) {
            return prefix;
        }
        byte[] both = Arrays.copyOf(prefix, prefix.length + bound.length);
        System.arraycopy(bound, 0, both, prefix.length, bound.length);
        return both;
    }

    /// Checks the server's proof.
    void verify(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        byte[] expected = serverSignature;
        if (expected == null || isVerified) {
            throw new ProtocolViolation("the server has ended the exchange at a wrong time");
        }
        if (text.startsWith("e=")) {
            throw new PgException("the server has refused the exchange: " + text.substring(2), null);
        }
        byte[] shown = base64(value(text, "v="));
        if (!MessageDigest.isEqual(expected, shown)) {
            throw new PgException("the server has not proved that it knows the password; it may be another one", null);
        }
        isVerified = true;
    }

    // --- The syntax of messages

    private static String value(String part, String begin) {
        if (!part.startsWith(begin)) {
            throw broken("\"" + begin + "\"");
        }
        return part.substring(begin.length());
    }

    private static int iterations(String digits) {
        int iterations;
        if (!digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw broken("iterations in digits");
        }
        try {
            iterations = Integer.parseInt(digits);
        } catch (NumberFormatException other) {
            throw new ProtocolViolation("the server has sent a number of iterations that is none", other);
        }
        if (iterations < 1) {
            throw broken("iterations");
        }
        if (iterations > MOST_ITERATIONS) {
            throw new PgException(
                    "the server asks for " + iterations + " iterations of the hash, and more than " + MOST_ITERATIONS
                            + " are refused",
                    null);
        }
        return iterations;
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException other) {
            throw new ProtocolViolation("the server has sent what is no Base64 in an exchange of SCRAM", other);
        }
    }

    private static ProtocolViolation broken(String missing) {
        return new ProtocolViolation("the server has sent a message of SCRAM without " + missing);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
