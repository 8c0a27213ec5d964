package io.juvloop.phases;

import io.juvloop.TimerHandle;
import java.time.Duration;

/// The phases of the loop: hooks before and after each wait for I/O, timers that repeat, and what keeps the loop
/// alive. Beyond asyncio.
///
/// One iteration of the loop goes so: ready callbacks and tasks; hooks of [LoopPhase#IDLE]; hooks of
/// [LoopPhase#PREPARE]; what [#beforeWait] was given; the wait for I/O, and its callbacks; hooks of
/// [LoopPhase#CHECK]. Timers that are due run once an iteration, either before all of this or after it,
/// depending on the version of libuv.
///
/// Obtained from [EventLoop#phases]. Loop thread only. Lifetime: that of the loop; once it is closed, every
/// method throws [IllegalStateException].
///
/// See [Design overview](https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop).
public interface Phases {
    /// Calls back in every iteration, until it is cancelled. Hooks of a phase run in the order of their making;
    /// one that is made while a phase runs waits for the next iteration, one that is cancelled no longer runs.
    /// What a hook throws goes to the [io.juvloop.ExceptionHandler], and the hook stays.
    ///
    /// @param phase when
    /// @param callback what to run
    /// @return to cancel it
    LoopHook addHook(LoopPhase phase, Runnable callback);

    /// Calls back in every iteration and keeps the loop from waiting, see [LoopPhase#IDLE]. libuv's
    /// `uv_idle_start`.
    ///
    /// @param callback what to run
    /// @return to cancel it
    default LoopHook onIdle(Runnable callback) {
        return addHook(LoopPhase.IDLE, callback);
    }

    /// Calls back before every wait for I/O, see [LoopPhase#PREPARE]. libuv's `uv_prepare_start`.
    ///
    /// @param callback what to run
    /// @return to cancel it
    default LoopHook onPrepare(Runnable callback) {
        return addHook(LoopPhase.PREPARE, callback);
    }

    /// Calls back after every wait for I/O, see [LoopPhase#CHECK]. libuv's `uv_check_start`.
    ///
    /// @param callback what to run
    /// @return to cancel it
    default LoopHook onCheck(Runnable callback) {
        return addHook(LoopPhase.CHECK, callback);
    }

    /// Runs an action once, in this iteration of the loop and before it waits for I/O: a library that is called
    /// many times in an iteration collects what it has to send and sends it together. Outside of a run, and once
    /// the actions of this iteration have begun to run, it is for the next one, before which the loop does not
    /// wait.
    ///
    /// Actions run behind the hooks of [LoopPhase#PREPARE], in the order in which they were given; one that was
    /// given twice runs twice. The loop does not wait before it has run what they schedule. What one throws goes
    /// to the [io.juvloop.ExceptionHandler]. To give the same action again and again allocates nothing; for that it
    /// runs with the scoped values of the run and not with those that are bound here.
    ///
    /// @param action what to run, once; dropped if the loop is closed before
    void beforeWait(Runnable action);

    /// Calls back again and again, at first after one interval, see [#callEvery(Duration, Duration, Runnable)].
    ///
    /// @param interval more than 0
    /// @param callback what to run
    /// @return to cancel it
    default TimerHandle callEvery(Duration interval, Runnable callback) {
        return callEvery(interval, interval, callback);
    }

    /// Calls back again and again, at a fixed rate: each time is an interval after the last one was due, not
    /// after it ran, so the rate does not drift; none is early. Times that passed while a callback ran, or
    /// while the loop did not, are left out: the next is the first on the same grid that is yet to come. What a
    /// callback throws goes to the [io.juvloop.ExceptionHandler], and the timer goes on.
    ///
    /// @param delay until the first time; zero and less mean as soon as possible
    /// @param interval between two times, more than 0; those below a millisecond are left out
    /// @param callback what to run
    /// @return to cancel it; [TimerHandle#when] is the next time
    /// @throws IllegalArgumentException for an interval that is not positive
    TimerHandle callEvery(Duration delay, Duration interval, Runnable callback);

    /// Runs until nothing is left that could happen: [#isAlive] says no more. Or until [io.juvloop.EventLoop#stop], as
    /// [io.juvloop.EventLoop#runForever]. libuv's `uv_run` by default.
    ///
    /// @throws IllegalStateException if it is running or closed, if another loop runs on this thread, or on a
    ///   virtual thread
    void runWhileAlive();

    /// Whether there is anything left that could happen on this loop: a callback that is ready, a timer, a
    /// hook, a connection that reads or writes, a server that listens, a lookup or other work under way, a task
    /// that is not done. What is [io.juvloop.LoopReference] and has no reference does not count, nor what another
    /// thread may post. libuv's `uv_loop_alive`.
    ///
    /// @return true if there is
    boolean isAlive();
}
