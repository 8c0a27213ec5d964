/// Tasks: how they begin, wait, are cancelled and end.
package io.juvloop.task;
