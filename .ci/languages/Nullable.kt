// Results that may be null, and which form of a method a lambda means, as Kotlin sees them.

import io.juvloop.Async
import io.juvloop.EventLoop
import io.juvloop.LoopFuture
import io.juvloop.Outcome
import io.juvloop.Runner
import io.juvloop.Juvloop
import io.juvloop.Task
import io.juvloop.TaskGroup
import java.time.Duration
import java.util.concurrent.CompletableFuture

private fun find(key: String): String? = if (key == "there") "found" else null

private fun results(loop: EventLoop) {
    val missing: Task<String?> = loop.createTaskOf<String?> { find("missing") }
    val nothing: String? = Async.await<String?>(missing)
    check(nothing == null && missing.result() == null)

    val future: LoopFuture<String?> = loop.createFuture<String?>()
    future.complete(null)
    check(Async.await<String?>(Async.shield<String?>(future)) == null)
    check(Async.waitFor<String?>(Async.ensureFuture<String?>(future), Duration.ofSeconds(1)) == null)

    val both: List<String?> = Async.await(Async.gather<String?>(missing, future))
    check(both == listOf(null, null))
    val outcomes: List<Outcome<String?>> = Async.await(Async.gatherOutcomes<String?>(listOf(missing, future)))
    check(outcomes.all { it.result() == null && !it.isFailed() })

    val elsewhere: CompletableFuture<String?> = loop.runInExecutor<String?>(null) { find("missing") }
    check(Async.await<String?>(elsewhere) == null)
    check(Async.toThread<String?, Exception> { find("missing") } == null)
    check(Async.timeout<String?, Exception>(Duration.ofSeconds(1)) { find("missing") } == null)
    check(TaskGroup.call<String?> { group -> Async.await<String?>(group.createTaskOf<String?> { null }) } == null)
}

private fun lambdas(loop: EventLoop) {
    val number: Task<Int> = loop.createTaskOf { 1 }
    val text: String = Async.await(loop.createTaskOf { "text" })
    val done: Task<Unit> = loop.createTaskOf { Async.sleep(Duration.ZERO) }
    val action = loop.createTask { Async.sleep(Duration.ZERO) }
    Async.await(done)
    Async.await<Void?>(action)
    check(Async.await(number) == 1 && text == "text")
    val sum: Int = TaskGroup.call { group -> Async.await(group.createTaskOf { 1 }) + 1 }
    check(sum == 2)
}

fun main() {
    val found: String? = Juvloop.call<String?> {
        results(EventLoop.running())
        lambdas(EventLoop.running())
        find("missing")
    }
    check(found == null)
    Juvloop.run { Async.sleep(Duration.ZERO) }
    val three: Int = Runner().use { it.call { 3 } }
    check(three == 3)
    println("kotlin: all is well")
}
