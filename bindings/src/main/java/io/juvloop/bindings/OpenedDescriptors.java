package io.juvloop.bindings;

import java.util.Arrays;
import java.util.function.IntSupplier;

/// Descriptors that an operation has opened for a while: each is closed at its end, unless it was given away.
///
/// An error at any call loses none of them and closes none twice: a number is noted without a call after the one that
/// opened it, and is forgotten without a call after the one that closed it.
///
/// One thread at a time. Lives for one operation.
public final class OpenedDescriptors implements AutoCloseable {
    private int[] numbers = new int[4];
    private int count;

    /// Holds no descriptor yet.
    public OpenedDescriptors() {}

    /// Opens one more.
    ///
    /// @param opening opens it, and returns its number; a negative one for none
    /// @return its number
    public int open(IntSupplier opening) {
        reserve(1);
        int number = opening.getAsInt();
        numbers[count] = number;
        count += number < 0 ? 0 : 1;
        return number;
    }

    /// Adds one that is open; if it cannot be added, it is closed.
    ///
    /// @param number of one that the caller has opened
    public void add(int number) {
        try {
            reserve(1);
        } catch (Throwable thrown) {
            Descriptors.close(number);
            throw thrown;
        }
        numbers[count++] = number;
    }

    /// Makes room, so that as many can be added without an error.
    void reserve(int more) {
        if (count + more > numbers.length) {
            numbers = Arrays.copyOf(numbers, numbers.length + count + more);
        }
    }

    /// Adds two that are open, for which there is room.
    static void addBoth(OpenedDescriptors firstOwner, int first, OpenedDescriptors secondOwner, int second) {
        firstOwner.numbers[firstOwner.count++] = first;
        secondOwner.numbers[secondOwner.count++] = second;
    }

    /// Opens a pipe on one of these, which belongs to the pipe from here on, or is closed.
    ///
    /// @param pipe a handle without a descriptor
    /// @param number of one of these
    /// @throws UvFailure if it cannot be used as a stream
    public void giveTo(UvPipe pipe, int number) {
        giveAway(number);
        try {
            pipe.open(number);
        } catch (Throwable thrown) {
            if (!pipe.owns(number)) {
                Descriptors.close(number);
            }
            throw thrown;
        }
    }

    /// Forgets one, which belongs to the caller from here on.
    ///
    /// @param number of one of these
    public void giveAway(int number) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (numbers[i] != number) {
                numbers[kept++] = numbers[i];
            }
        }
        count = kept;
    }

    /// Closes them, again from where it was if an error came in between.
    @Override
    public void close() {
        boolean isDone = false;
        try {
            closeAll();
            isDone = true;
        } finally {
            if (!isDone) {
                closeAll();
            }
        }
    }

    private void closeAll() {
        while (count > 0) {
            try {
                Descriptors.close(numbers[count - 1]);
            } catch (UvFailure refused) {
                count--; // it is not open any more
                throw refused;
            }
            count--;
        }
    }
}
