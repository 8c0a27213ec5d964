package io.juvloop.postgres.internal.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The connections of a pool, and the choice of the next one.
///
/// Of the idle ones that is the one that was used last, so that a pool with little to do lets the others age and
/// close.
///
/// Loop thread only. Lifetime: that of the pool.
final class Members {
    private final Set<Member> all = new LinkedHashSet<>();
    private final Deque<Member> idle = new ArrayDeque<>();
    private final List<Member> shared = new ArrayList<>();
    private final int mostShared;

    /// @param mostShared how many statements may share a connection; 0 if they do not
    Members(int mostShared) {
        this.mostShared = mostShared;
    }

    void add(Member member) {
        all.add(member);
    }

    void remove(Member member) {
        all.remove(member);
        idle.remove(member);
        shared.remove(member);
    }

    int size() {
        return all.size();
    }

    List<Member> all() {
        return List.copyOf(all);
    }

    int count(Member.State state) {
        int count = 0;
        for (Member member : all) {
            if (member.state() == state) {
                count++;
            }
        }
        return count;
    }

    // --- Idle ones

    void addIdle(Member member) {
        idle.push(member);
    }

    void removeIdle(Member member) {
        idle.remove(member);
    }

    /// The one that has been idle for the longest time, first.
    List<Member> idleOnes() {
        List<Member> oldestFirst = new ArrayList<>(idle);
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    // --- Shared ones

    int shared() {
        return shared.size();
    }

    void addShared(Member member) {
        shared.add(member);
    }

    void removeShared(Member member) {
        shared.remove(member);
    }

    // --- Choosing

    /// The next connection for a user, or null if there is none; one that was idle is not idle any more.
    ///
    /// @param shareable whether it may be one on which other statements run
    @Nullable
    Member choose(boolean shareable) {
        Member chosen = idle.poll();
        while (chosen != null && !chosen.isAlive()) {
            chosen = idle.poll();
        }
        return chosen == null && shareable ? leastLoaded() : chosen;
    }

    private @Nullable Member leastLoaded() {
        Member least = null;
        for (Member member : shared) {
            if (member.load() < mostShared
                    && member.state() == Member.State.LENT
                    && member.isAlive()
                    && !member.session().isCancelling()
                    && (least == null || member.load() < least.load())) {
                least = member;
            }
        }
        return least;
    }
}
