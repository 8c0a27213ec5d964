package io.juvloop.sync;

/// The kinds of queue, for tests of their common behaviour.
enum QueueKind {
    FIFO,
    LIFO,
    PRIORITY;

    Queue<Integer> make(int maxSize) {
        return switch (this) {
            case FIFO -> new Queue<>(maxSize);
            case LIFO -> new LifoQueue<>(maxSize);
            case PRIORITY -> new PriorityQueue<>(maxSize);
        };
    }
}
