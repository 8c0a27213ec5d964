package io.juvloop.subprocess;

import java.nio.charset.Charset;

/// What a child wrote from beginning to end: asyncio's `(stdout_data, stderr_data)`.
///
/// Any thread.
public final class SubprocessOutput {
    private final byte[] stdout;
    private final byte[] stderr;

    SubprocessOutput(byte[] stdout, byte[] stderr) {
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /// What it wrote to its standard output.
    ///
    /// @return the bytes, the same array each time; none if that was no pipe
    public byte[] stdout() {
        return stdout;
    }

    /// What it wrote to its standard error.
    ///
    /// @return the bytes, the same array each time; none if that was no pipe of its own
    public byte[] stderr() {
        return stderr;
    }

    /// What it wrote to its standard output, as text.
    ///
    /// @param charset how it is encoded
    /// @return the text
    public String stdout(Charset charset) {
        return new String(stdout, charset);
    }

    /// What it wrote to its standard error, as text.
    ///
    /// @param charset how it is encoded
    /// @return the text
    public String stderr(Charset charset) {
        return new String(stderr, charset);
    }

    @Override
    public String toString() {
        return stdout.length + " bytes of output, " + stderr.length + " of errors";
    }
}
