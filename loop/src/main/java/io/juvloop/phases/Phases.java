package io.juvloop.phases;

import io.juvloop.TimerHandle;
import java.time.Duration;

/// The phases of the loop: hooks before and after each wait for I/O, repeating timers, and the check whether
/// the loop is alive. Beyond asyncio.
///
/// The phases of one iteration are: ready callbacks and tasks; hooks of [LoopPhase#IDLE]; hooks of
/// [LoopPhase#PREPARE]; the wait for I/O, and its callbacks; hooks of [LoopPhase#CHECK]. Due timers run once an
/// iteration, either before all of this or after it, depending on the version of libuv.
///
/// Obtained from [io.juvloop.EventLoop#phases]. Loop thread only. Lifetime: that of the loop; once it is
/// closed, every method throws [IllegalStateException].
///
/// See [Design overview](https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop).
public interface Phases {
    /// Adds a hook, which runs in every iteration until it is cancelled. The hooks of a phase run in order of
    /// creation; a hook added while its phase runs waits for the next iteration, and a cancelled hook no longer
    /// runs. An exception of a hook is passed to the [io.juvloop.ExceptionHandler], and the hook stays.
    ///
    /// @param phase the phase in which it runs
    /// @param callback the code to run
    /// @return the hook, to cancel it
    LoopHook addHook(LoopPhase phase, Runnable callback);

    /// Adds a hook that runs in every iteration and keeps the loop from waiting, see [LoopPhase#IDLE]. libuv's
    /// `uv_idle_start`.
    ///
    /// @param callback the code to run
    /// @return the hook, to cancel it
    default LoopHook onIdle(Runnable callback) {
        return addHook(LoopPhase.IDLE, callback);
    }

    /// Adds a hook that runs before every wait for I/O, see [LoopPhase#PREPARE]. libuv's `uv_prepare_start`.
    ///
    /// @param callback the code to run
    /// @return the hook, to cancel it
    default LoopHook onPrepare(Runnable callback) {
        return addHook(LoopPhase.PREPARE, callback);
    }

    /// Adds a hook that runs after every wait for I/O, see [LoopPhase#CHECK]. libuv's `uv_check_start`.
    ///
    /// @param callback the code to run
    /// @return the hook, to cancel it
    default LoopHook onCheck(Runnable callback) {
        return addHook(LoopPhase.CHECK, callback);
    }

    /// Runs an action once, in this iteration of the loop and before it waits for I/O: a library that is called
    /// many times in an iteration can send everything together. Outside of a run, and when the actions of this
    /// iteration have begun to run, the action runs in the next iteration, before which the loop does not wait.
    /// Beyond asyncio.
    ///
    /// Actions run after the hooks of [LoopPhase#PREPARE], in the order in which they were given; one that was
    /// given twice runs twice. The loop does not wait before the callbacks that they schedule have run. An
    /// exception of an action is passed to the [io.juvloop.ExceptionHandler]. Giving the same action repeatedly
    /// allocates nothing; therefore it runs with the scoped values of the run and not with those that are bound
    /// here.
    ///
    /// @param action the action, run once; dropped if the loop is closed before
    void beforeWait(Runnable action);

    /// Runs a callback repeatedly, first after one interval, see [#callEvery(Duration, Duration, Runnable)].
    ///
    /// @param interval the time between two runs, positive
    /// @param callback the code to run
    /// @return the timer, to cancel it
    default TimerHandle callEvery(Duration interval, Runnable callback) {
        return callEvery(interval, interval, callback);
    }

    /// Runs a callback repeatedly at a fixed rate: each run is due one interval after the previous run was due,
    /// not after it ran, so the rate does not drift; no run is early. Runs that became due while a callback
    /// ran, or while the loop did not, are skipped: the next run is the first of the same grid that lies in the
    /// future. An exception of the callback is passed to the [io.juvloop.ExceptionHandler], and the timer
    /// continues.
    ///
    /// @param delay the time until the first run; zero or less means as soon as possible
    /// @param interval the time between two runs, positive; fractions of a millisecond are ignored
    /// @param callback the code to run
    /// @return the timer, to cancel it; [TimerHandle#when] is the time of the next run
    /// @throws IllegalArgumentException for an interval that is not positive
    TimerHandle callEvery(Duration delay, Duration interval, Runnable callback);

    /// Runs until no active, referenced handle, request, timer or task is left, which [#isAlive] checks, or
    /// until [io.juvloop.EventLoop#stop], as [io.juvloop.EventLoop#runForever] does. libuv's `uv_run` by
    /// default.
    ///
    /// @throws IllegalStateException if the loop is running or closed, if another loop runs on this thread, or
    ///   on a virtual thread
    void runWhileAlive();

    /// Whether the loop has a reason to keep running: a ready callback, a timer, a hook, a connection that
    /// reads or writes, a server that listens, a pending lookup or other operation, or an unfinished task. An
    /// unreferenced [io.juvloop.LoopReference] does not count, nor do callbacks that another thread may post.
    /// libuv's `uv_loop_alive`.
    ///
    /// @return true if it has one
    boolean isAlive();
}
