package io.juvloop.sync;

/// The kinds of queue, for tests of what they have in common.
enum QueueKind {
    FIFO,
    LIFO,
    PRIORITY;

    Queue<Integer> make(int maxsize) {
        return switch (this) {
            case FIFO -> new Queue<>(maxsize);
            case LIFO -> new LifoQueue<>(maxsize);
            case PRIORITY -> new PriorityQueue<>(maxsize);
        };
    }
}
