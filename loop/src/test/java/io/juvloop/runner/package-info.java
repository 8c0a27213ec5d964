/// Running programs: what is made for them, what is left, and how they end with the JVM.
package io.juvloop.runner;
