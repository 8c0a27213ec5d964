package io.juvloop.locks;

import io.juvloop.LoopFuture;
import io.juvloop.Task;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/// Callbacks of completed futures.
enum FutureCallbacks implements KindOfCallback {
    DONE_CALLBACK {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return () -> there.post(() -> {
                LoopFuture<String> future = there.loop().createFuture();
                future.addDoneCallback(_ -> callback.run());
                future.complete("done");
            });
        }
    },
    DONE_CALLBACK_OF_A_TASK {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return () -> there.post(() -> {
                Task<String> task = there.loop().createTask(() -> "done");
                task.addDoneCallback(_ -> callback.run());
            });
        }
    },
    DEPENDENT_OF_A_TASK {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return whenDone(there, callback, () -> there.loop().createTask(() -> "done"));
        }
    },
    DEPENDENT_OF_WORK_ELSEWHERE {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return whenDone(there, callback, () -> there.loop().runInExecutor(null, () -> "done"));
        }
    },
    DEPENDENT_OF_A_NAME {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return whenDone(there, callback, () -> there.loop().getaddrinfo("127.0.0.1", 80));
        }
    },
    DEPENDENT_OF_A_FILE_OPERATION {
        @Override
        public Provocation prepare(LoopElsewhere there, Runnable callback) {
            return whenDone(there, callback, () -> there.loop().files().stat(Path.of(".")));
        }
    };

    private static <T> KindOfCallback.Provocation whenDone(
            LoopElsewhere there, Runnable callback, Callable<? extends CompletionStage<T>> begin) {
        return () -> there.post(() -> {
            try {
                var _ = begin.call().thenRun(callback);
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
    }
}
