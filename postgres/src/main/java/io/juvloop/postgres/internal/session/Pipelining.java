package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.internal.wire.OutBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The operations of a connection in their order: those that wait, and those that were encoded and are answered one
/// after
/// the other.
///
/// What waits is encoded as soon as nothing stands against it: not too many are sent, the transport takes more, no
/// cancellation is under way, and what is before it is encoded to its end. An operation whose statement is not
/// described
/// yet holds up what is behind it, but while it waits, the statements behind it are described too: a burst of new
/// statements waits twice, and not twice for each.
///
/// Loop thread only. One a connection.
final class Pipelining {
    private final Session session;
    private final int depth;
    private final OperationQueue waiting = new OperationQueue();
    private final OperationQueue urgent = new OperationQueue(); // our own, which wait for none of the waiting
    private final OperationQueue sent = new OperationQueue();
    private @Nullable Operation<?> open; // encoded, and nothing may be encoded behind it
    private boolean pumping;

    /// The operation that waits for its description, and the last one behind it that was looked at.
    private @Nullable Operation<?> blocked;

    private @Nullable Operation<?> lookedAt;

    Pipelining(Session session, int depth) {
        this.session = session;
        this.depth = depth;
    }

    // --- Looking

    @Nullable
    Operation<?> head() {
        return sent.first();
    }

    @Nullable
    Operation<?> open() {
        return open;
    }

    boolean isSendingNothing() {
        return sent.isEmpty();
    }

    boolean isEmpty() {
        return sent.isEmpty() && waiting.isEmpty() && urgent.isEmpty();
    }

    /// Whether the end of a transaction is under way.
    boolean isEnding() {
        return all().stream().anyMatch(Operation::mustBeSent);
    }

    /// All operations, those that were sent first.
    List<Operation<?>> all() {
        List<Operation<?>> all = new ArrayList<>();
        collect(sent, all);
        collect(urgent, all);
        collect(waiting, all);
        return all;
    }

    private static void collect(OperationQueue queue, List<Operation<?>> all) {
        for (Operation<?> each = queue.first(); each != null; each = each.next) {
            if (!isGone(each)) {
                all.add(each);
            }
        }
    }

    /// What the server runs: the head, or the operation that this is a prefix of. A prefix has no Sync, so the server
    /// may keep its answer back until that of the operation is there.
    @Nullable
    Operation<?> running() {
        Operation<?> first = sent.first();
        while (first != null && first.isPrefix()) {
            first = first.next;
        }
        return first;
    }

    /// Whether a transaction may be open when the server has run all that was sent, so that what is sent next would
    /// run inside of it.
    boolean mayBeInTransactionNext() {
        for (Operation<?> each = sent.first(); each != null; each = each.next) {
            if (each.mayBegin()) {
                return true;
            }
        }
        return false;
    }

    /// Marks what was sent behind an operation.
    static void exposeBehind(Operation<?> operation) {
        for (Operation<?> each = operation.next; each != null; each = each.next) {
            each.exposed = true;
        }
    }

    // --- Putting in and taking out

    void add(Operation<?> operation) {
        waiting.addLast(operation);
        operation.entered();
    }

    void addFirst(Operation<?> operation) {
        operation.state = Operation.State.QUEUED;
        waiting.addFirst(operation);
        operation.entered();
    }

    void addUrgent(Operation<?> operation) {
        urgent.addLast(operation);
        operation.entered();
    }

    /// Takes an operation out that waits.
    ///
    /// @return whether it was waiting
    boolean remove(Operation<?> operation) {
        boolean removed =
                operation.state == Operation.State.QUEUED && (waiting.remove(operation) || urgent.remove(operation));
        if (removed) {
            lookedAt = null;
            operation.state = Operation.State.DONE;
            operation.left();
        }
        return removed;
    }

    /// Puts an operation in the place of one that waits.
    ///
    /// @param placeholder is done with
    /// @param operation one that was not started
    void replace(Operation<?> placeholder, Operation<?> operation) {
        if (waiting.replace(placeholder, operation)) {
            lookedAt = null;
            placeholder.state = Operation.State.DONE;
            placeholder.left();
            operation.entered();
        }
    }

    /// Takes the head out.
    void removeHead() {
        Operation<?> head = sent.removeFirst();
        if (head != null) {
            head.state = Operation.State.DONE;
            release(head);
            Operation<?> following = sent.first();
            if (following != null) {
                enthrone(following);
            }
        }
    }

    private void enthrone(Operation<?> head) {
        head.state = Operation.State.HEAD;
        session.headChanged();
    }

    /// Takes everything out, those that were sent first.
    ///
    /// @return the next, or null if there is none
    @Nullable
    Operation<?> poll() {
        open = null;
        Operation<?> operation = sent.removeFirst();
        if (operation == null) {
            operation = dropGone(urgent) == null && dropGone(waiting) == null ? null : firstUnsent();
            if (operation != null) {
                operation.left();
            }
        }
        if (operation != null) {
            operation.state = Operation.State.DONE;
        }
        return operation;
    }

    private @Nullable Operation<?> firstUnsent() {
        Operation<?> ours = urgent.removeFirst();
        return ours == null ? waiting.removeFirst() : ours;
    }

    /// Refuses what waits to run in a transaction that could not begin: all up to its end. What is sent already, or
    /// has its statement described by that, fails with the answer.
    ///
    /// @param reason what each fails with
    void refuseUnbegun(RuntimeException reason) {
        Operation<?> running = running();
        Operation<?> answered = running == null ? null : running.requester();
        List<Operation<?>> unbegun = new ArrayList<>();
        collect(waiting, unbegun);
        for (Operation<?> each : unbegun) {
            if (each.isGuard()) {
                break;
            }
            if (!each.equals(answered)) {
                session.refused(each, reason);
            }
            if (each.endsTransaction()) {
                break;
            }
        }
        lookedAt = null;
    }

    /// Lets what is behind an operation be encoded.
    void release(Operation<?> operation) {
        if (operation.equals(open)) {
            open = null;
        }
    }

    // --- Encoding

    /// Encodes what may be encoded.
    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        boolean idle = sent.isEmpty();
        try {
            while (mayEncode() && encodeNext()) {
                session.corking().flushIfLarge();
            }
        } finally {
            pumping = false;
        }
        session.corking().encoded(idle);
    }

    private boolean mayEncode() {
        return open == null && sent.size() < depth && session.mayEncode();
    }

    /// @return whether it is worth looking again
    private boolean encodeNext() {
        Operation<?> ours = dropGone(urgent);
        if (ours != null) {
            send(urgent, ours);
            return true;
        }
        Operation<?> target = dropGone(waiting);
        while (target != null && isPrefixOrGone(target)) {
            target = target.next;
        }
        if (target == null) {
            return false;
        }
        if (target.isReady()) {
            if (target.isSilent()) {
                waiting.remove(target);
                lookedAt = null;
                session.silentDone(target);
            } else {
                send(waiting, target);
            }
            return true;
        }
        target.prepare(false);
        if (!isGone(target)) {
            prepareBehind(target);
        }
        return isGone(target) || target.isReady() || !urgent.isEmpty();
    }

    private static boolean isGone(Operation<?> operation) {
        return operation.state == Operation.State.DONE;
    }

    /// Operations that were cancelled while they waited are taken out when they come to the front.
    private static @Nullable Operation<?> dropGone(OperationQueue queue) {
        Operation<?> first = queue.first();
        while (first != null && isGone(first)) {
            var _ = queue.removeFirst();
            first = queue.first();
        }
        return first;
    }

    /// Encodes an operation, behind the prefixes that stand before it. All of that or nothing gets into the buffer.
    private void send(OperationQueue from, Operation<?> target) {
        OutBuffer out = session.out();
        session.statements().encodeCloses(out);
        int mark = out.position();
        boolean takesPrefixes = target.takesPrefixes();
        try {
            if (takesPrefixes) {
                encodePrefixes(out);
                target.encode(out);
            } else {
                encode(from, target, out);
            }
        } catch (RuntimeException | Error e) {
            out.truncate(mark);
            from.remove(target);
            session.refused(target, e);
            return;
        }
        lookedAt = null;
        if (takesPrefixes) {
            movePrefixes();
        }
        Operation<?> moved;
        do {
            moved = from.removeFirst();
            if (moved != null && !isGone(moved)) {
                move(moved);
            }
        } while (!target.equals(moved));
    }

    private void encodePrefixes(OutBuffer out) {
        for (Operation<?> each = waiting.first(); each != null && isPrefixOrGone(each); each = each.next) {
            if (!isGone(each)) {
                each.encode(out);
            }
        }
    }

    private void movePrefixes() {
        for (Operation<?> each = waiting.first(); each != null && isPrefixOrGone(each); each = waiting.first()) {
            var _ = waiting.removeFirst();
            if (!isGone(each)) {
                move(each);
            }
        }
    }

    private static boolean isPrefixOrGone(Operation<?> operation) {
        return operation.isPrefix() || isGone(operation);
    }

    private static void encode(OperationQueue from, Operation<?> target, OutBuffer out) {
        if (target.equals(from.first())) {
            target.encode(out);
            return;
        }
        StringBuilder prefix = new StringBuilder();
        for (Operation<?> each = from.first(); each != null && !each.equals(target); each = each.next) {
            if (isGone(each)) {
                continue;
            }
            if (target.isSimple()) {
                prefix.append(each.sql()).append("; ");
            } else {
                each.encode(out);
            }
        }
        if (prefix.isEmpty()) {
            target.encode(out);
        } else {
            target.encodeBehind(prefix.toString(), out);
        }
    }

    private void move(Operation<?> operation) {
        operation.state = Operation.State.SENT;
        operation.flights++;
        operation.left();
        boolean isFirst = sent.isEmpty();
        sent.addLast(operation);
        if (operation.isUnfinished() || operation.isBarrier() || operation.isGuard()) {
            open = operation;
        }
        if (isFirst) {
            enthrone(operation);
        }
    }

    // --- Describing ahead

    /// Has the statements behind one that waits for its description described too, up to the first operation that
    /// may change what they mean. Not inside a transaction: a Parse that fails would end it.
    private void prepareBehind(Operation<?> first) {
        if (session.state().isInTransaction() || !isPassable(sent.first()) || hasPrefixBefore(first)) {
            return;
        }
        Operation<?> before = first.equals(blocked) && lookedAt != null ? lookedAt : first;
        blocked = first;
        for (Operation<?> each = before.next; each != null && before.isPassable(); each = each.next) {
            if (each.isPrefix() || each.isSimple() || each.isBarrier()) {
                break;
            }
            if (!isGone(each) && !each.isReady()) {
                each.prepare(true);
            }
            before = each;
        }
        lookedAt = before;
    }

    private boolean hasPrefixBefore(Operation<?> target) {
        for (Operation<?> each = waiting.first(); each != null && !each.equals(target); each = each.next) {
            if (each.isPrefix() && !isGone(each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassable(@Nullable Operation<?> first) {
        for (Operation<?> each = first; each != null; each = each.next) {
            if (!each.isPassable()) {
                return false;
            }
        }
        return true;
    }
}
