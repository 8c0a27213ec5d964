package io.juvloop.postgres.internal.session;

import io.juvloop.Async;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.postgres.CopyOut;
import io.juvloop.postgres.internal.base.Outcomes;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// An open COPY out of the server, for the user's own code.
///
/// Loop thread only, one task at a time. Lifetime: until its end or [#close].
final class SessionCopyOut implements CopyOut {
    private final CopyOutOperation copy;

    SessionCopyOut(CopyOutOperation copy) {
        this.copy = copy;
    }

    @Override
    @Suspends
    public @Nullable ByteBuffer next() {
        while (true) {
            ByteBuffer data = copy.poll();
            if (data != null) {
                return data;
            }
            if (copy.isEnded()) {
                copy.throwFailure();
                return null;
            }
            Async.await(copy.settled());
        }
    }

    @Override
    public LoopFuture<@Nullable ByteBuffer> nextAsync() {
        LoopFuture<@Nullable ByteBuffer> next = new Dependent<>(copy);
        take(next);
        return next;
    }

    private void take(LoopFuture<@Nullable ByteBuffer> next) {
        ByteBuffer data = copy.poll();
        if (data != null || copy.isEnded()) {
            finish(next, data);
        } else {
            copy.settled().addDoneCallback(_ -> take(next));
        }
    }

    private void finish(LoopFuture<@Nullable ByteBuffer> next, @Nullable ByteBuffer data) {
        try {
            if (data == null) {
                copy.throwFailure();
            }
            next.complete(data);
        } catch (RuntimeException failure) {
            next.completeExceptionally(failure);
        }
    }

    @Override
    public Iterator<ByteBuffer> iterator() {
        return new Iterator<>() {
            private @Nullable ByteBuffer following;

            @Override
            public boolean hasNext() {
                if (following == null) {
                    following = SessionCopyOut.this.next();
                }
                return following != null;
            }

            @Override
            public ByteBuffer next() {
                if (!hasNext() || following == null) {
                    throw new NoSuchElementException();
                }
                ByteBuffer data = following;
                following = null;
                return data;
            }
        };
    }

    @Override
    public long rows() {
        return copy.rows();
    }

    @Override
    public LoopFuture<@Nullable Void> closeAsync() {
        boolean _ = copy.cancel(true);
        LoopFuture<@Nullable Void> closed = copy.loop().createFuture();
        Outcomes.pass(copy.over(), closed);
        return closed;
    }
}
