package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.codec.WireWriter;
import io.juvloop.postgres.internal.wire.OutBuffer;
import java.util.Objects;

/// The out buffer as a program's own codec sees it: from the start of its value.
///
/// Loop thread only; it lives for one encoding.
final class ValueWriter implements WireWriter {
    private final OutBuffer out;
    private final int start;

    ValueWriter(OutBuffer out) {
        this.out = out;
        this.start = out.position();
    }

    @Override
    public int position() {
        return out.position() - start;
    }

    @Override
    public void putByte(int value) {
        out.putByte(value);
    }

    @Override
    public void putShort(int value) {
        out.putShort(value);
    }

    @Override
    public void putInt(int value) {
        out.putInt(value);
    }

    @Override
    public void putLong(long value) {
        out.putLong(value);
    }

    @Override
    public void putFloat(float value) {
        out.putFloat(value);
    }

    @Override
    public void putDouble(double value) {
        out.putDouble(value);
    }

    @Override
    public void putBytes(byte[] data) {
        out.putBytes(data);
    }

    @Override
    public void putBytes(byte[] data, int offset, int length) {
        out.putBytes(data, offset, length);
    }

    @Override
    public void putUtf8(CharSequence text) {
        out.putUtf8(text);
    }

    @Override
    public void setInt(int at, int value) {
        Objects.checkFromIndexSize(at, Integer.BYTES, position());
        out.setInt(start + at, value);
    }
}
