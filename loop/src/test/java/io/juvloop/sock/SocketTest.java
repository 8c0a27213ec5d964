package io.juvloop.sock;

import io.juvloop.net.peer.JdkSockets;
import io.juvloop.testing.TaskTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// A [TaskTest] about channels: run again with a selector's thread in place of the loop's own polls.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TaskTest
@Tag("sockets")
@ExtendWith(JdkSockets.class)
@interface SocketTest {}
