/// Running programs: the loop created for them, the tasks that are left, and how they end with the JVM.
package io.juvloop.runner;
