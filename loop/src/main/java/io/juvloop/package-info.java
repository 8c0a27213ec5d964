/// The event loop with its tasks, protocols, transports and servers, under asyncio's names.
///
/// An [EventLoop][io.juvloop.EventLoop] runs on one platform thread. It runs callbacks and timers, resumes
/// tasks, and calls protocols when events of their connections arrive. Unless its description says otherwise, a
/// method must be called on the loop's thread, and throws on any other.
///
/// **Start here.** [Juvloop][io.juvloop.Juvloop] runs the main task of a program, and
/// [Runner][io.juvloop.Runner] several in sequence. [Async][io.juvloop.Async] has the functions that a task
/// calls: `await`, `sleep`, `gather`, `timeout`. The methods of [EventLoop][io.juvloop.EventLoop] are in the
/// order of asyncio's manual. Blocking-style connections are in [streams][io.juvloop.streams], locks and queues
/// in [sync][io.juvloop.sync].
///
/// **Tasks.**
///
/// - [Task][io.juvloop.Task] is sequential code on the loop, created by `createTask`;
///   [TaskGroup][io.juvloop.TaskGroup] and [Timeout][io.juvloop.Timeout] give a block of tasks or waits a
///   common end
/// - [LoopFuture][io.juvloop.LoopFuture] is a future of the loop, [Handle][io.juvloop.Handle] and
///   [TimerHandle][io.juvloop.TimerHandle] cancel a callback
/// - [TaskOptions][io.juvloop.TaskOptions], [TaskFactory][io.juvloop.TaskFactory] and
///   [TaskMode][io.juvloop.TaskMode] define how tasks are created and run
/// - [Outcome][io.juvloop.Outcome], [DoneAndPending][io.juvloop.DoneAndPending] and
///   [ReturnWhen][io.juvloop.ReturnWhen] belong to waiting for several
///
/// **Connections.**
///
/// - [Protocol][io.juvloop.Protocol] and [BufferedProtocol][io.juvloop.BufferedProtocol] receive data, a
///   [Transport][io.juvloop.Transport] sends it; [Connection][io.juvloop.Connection] is the pair,
///   [Server][io.juvloop.Server] accepts connections
/// - [ConnectOptions][io.juvloop.ConnectOptions], [ServerOptions][io.juvloop.ServerOptions] and
///   [SendfileOptions][io.juvloop.SendfileOptions] are asyncio's keyword arguments
/// - [ExtraInfo][io.juvloop.ExtraInfo] names the information about a connection,
///   [TransportSocket][io.juvloop.TransportSocket] has its socket's options
/// - certificates and trust of encrypted connections are in [tls][io.juvloop.tls], lookups of names in
///   [dns][io.juvloop.dns]
/// - other kinds of transports are in [datagram][io.juvloop.datagram], [subprocess][io.juvloop.subprocess],
///   [ipc][io.juvloop.ipc] and [terminal][io.juvloop.terminal]
///
/// **Errors.**
///
/// - an operation fails with the JDK's own exception type, with a [UvException][io.juvloop.UvException] as its
///   cause
/// - [ExceptionGroup][io.juvloop.ExceptionGroup] collects the failures of a group's tasks
/// - [ExceptionHandler][io.juvloop.ExceptionHandler] receives an
///   [ExceptionContext][io.juvloop.ExceptionContext] for errors that no caller awaits
/// - [UnavailableException][io.juvloop.UnavailableException] is thrown if libuv cannot be used
///
/// What libuv adds to asyncio is in [files][io.juvloop.files], [terminal][io.juvloop.terminal],
/// [phases][io.juvloop.phases] and [host][io.juvloop.host]. [LoopStats][io.juvloop.LoopStats] has the loop's
/// statistics, [LoopLocal][io.juvloop.LoopLocal] holds what a library has once for each loop, and
/// [spi][io.juvloop.spi] is the interface by which another loop replaces this one.
@NullMarked
package io.juvloop;

import org.jspecify.annotations.NullMarked;
