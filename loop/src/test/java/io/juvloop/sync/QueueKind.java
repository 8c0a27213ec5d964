package io.juvloop.sync;

/// The kinds of queue, for tests of what they have in common.
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
