package io.juvloop.sendfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/// A file channel that is not the JDK's own, as for other file systems: its descriptor is unknown.
final class ForeignFile extends FileChannel {
    private final FileChannel file;

    ForeignFile(Path path) throws IOException {
        file = FileChannel.open(path);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    private static UnsupportedOperationException unwanted() {
        return new UnsupportedOperationException("a file is sent by its reads at positions");
    }

    @Override
    public int read(ByteBuffer target) {
        throw unwanted();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw unwanted();
    }

    @Override
    public int write(ByteBuffer source) {
        throw unwanted();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw unwanted();
    }

    @Override
    public FileChannel truncate(long size) {
        throw unwanted();
    }

    @Override
    public void force(boolean metaData) {
        throw unwanted();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw unwanted();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw unwanted();
    }

    @Override
    public int write(ByteBuffer source, long position) {
        throw unwanted();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw unwanted();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw unwanted();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw unwanted();
    }
}
