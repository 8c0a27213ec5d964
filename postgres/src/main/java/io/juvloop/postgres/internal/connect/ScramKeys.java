package io.juvloop.postgres.internal.connect;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopLocal;
import io.juvloop.Suspends;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The keys that SCRAM makes of a password, by thousands of hashes: made on another thread, so that the loop never
/// stalls, and kept, so that a pool's second connection hashes nothing.
///
/// Connections that begin together wait for the same work. One a loop; loop thread only.
final class ScramKeys {
    private static final LoopLocal<ScramKeys> LOCAL = LoopLocal.withInitial(ScramKeys::new);
    private static final int MOST_KEPT = 64;
    private static final String HMAC = "HmacSHA256";

    private final EventLoop loop;
    private final Map<Question, CompletableFuture<Pair>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long made;

    private ScramKeys(EventLoop loop) {
        this.loop = loop;
    }

    /// The keys of a loop.
    static ScramKeys of(EventLoop loop) {
        return LOCAL.get(loop);
    }

    /// @param salt read-only, with a position that never moves, so that it is equal to what has the same bytes
    private record Question(String password, ByteBuffer salt, int iterations) {
        @Override
        public String toString() {
            return "a password with " + iterations + " iterations";
        }
    }

    /// What a password becomes.
    ///
    /// @param clientKey which proves the client
    /// @param serverKey which proves the server
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Pair(byte[] clientKey, byte[] serverKey) {}

    /// How often keys were made, not found.
    long made() {
        return made;
    }

    /// The keys of a password.
    @Suspends
    Pair of(String password, byte[] salt, int iterations) {
        Question question = new Question(password, ByteBuffer.wrap(salt.clone()).asReadOnlyBuffer(), iterations);
        CompletableFuture<Pair> work = kept.get(question);
        if (work == null || work.isCompletedExceptionally()) {
            made++;
            work = loop.runInExecutor(null, () -> make(password, salt, iterations));
            kept.put(question, work);
            forgetOldest();
        }
        return Async.await(Async.shield(work)); // others may wait for it too
    }

    private void forgetOldest() {
        if (kept.size() > MOST_KEPT) {
            var oldest = kept.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private static Pair make(String password, byte[] salt, int iterations) {
        byte[] salted = saltedPassword(SaslPrep.prepared(password), salt, iterations);
        return new Pair(hmac(salted, ascii("Client Key")), hmac(salted, ascii("Server Key")));
    }

    /// PBKDF2 with one block, by one machine that is keyed once. The JDK's factory takes characters, not bytes, and
    /// refuses an empty password.
    private static byte[] saltedPassword(String password, byte[] salt, int iterations) {
        byte[] key = password.getBytes(StandardCharsets.UTF_8);
        Mac mac = mac(key.length == 0 ? new byte[1] : key); // HMAC fills keys up with zeros
        mac.update(salt);
        byte[] step = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] result = step.clone();
        for (int i = 1; i < iterations; i++) {
            step = mac.doFinal(step);
            for (int j = 0; j < result.length; j++) {
                result[j] ^= step[j];
            }
        }
        return result;
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] hmac(byte[] key, byte[] data) {
        return mac(key).doFinal(data);
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
