package io.juvloop.internal.fs;

import io.juvloop.internal.core.LoopCore;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.concurrent.CompletableFuture;

/// Reads a file as text, and fails if its bytes are malformed.
///
/// Loop thread only, see [Sequence].
final class ReadText extends Sequence<String> {
    private final Charset charset;

    ReadText(LoopCore core, Charset charset) {
        super(core);
        this.charset = charset;
    }

    void begin(CompletableFuture<byte[]> reading) {
        then(reading, bytes -> {
            try {
                complete(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
            } catch (CharacterCodingException noText) {
                fail(noText);
            }
        });
    }

    @Override
    public String toString() {
        return "reading text";
    }
}
