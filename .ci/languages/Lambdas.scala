// Which form of a method a lambda means, as Scala sees it.

import io.juvloop.Async
import io.juvloop.EventLoop
import io.juvloop.Juvloop
import io.juvloop.Runner
import io.juvloop.Task
import io.juvloop.TaskGroup
import java.time.Duration

object Lambdas:
  private def lambdas(loop: EventLoop): Unit =
    val number: Task[Int] = loop.createTaskOf(() => 1)
    val done: Task[Unit] = loop.createTaskOf(() => Async.sleep(Duration.ZERO))
    val text: String = Async.await(loop.createTaskOf(() => "text"))
    Async.await(done)
    assert(Async.await(number) == 1 && text == "text")
    val sum: Int = TaskGroup.call(group => Async.await(group.createTaskOf(() => 1)) + 1)
    assert(sum == 2)

  def main(arguments: Array[String]): Unit =
    val two: Int = Juvloop.call(() => {
      lambdas(EventLoop.running())
      2
    })
    val runner = Runner()
    try assert(runner.call(() => two + 1) == 3)
    finally runner.close()
    println("scala: all is well")
