/// Tasks in the JDK's own waits, which suspend the task and not the loop in the fast mode.
package io.juvloop.task.jdk;
