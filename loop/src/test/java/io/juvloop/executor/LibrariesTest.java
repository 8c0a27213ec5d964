package io.juvloop.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.net.peer.Blocking;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Libraries of the JDK that use the loop as their executor.
@TaskTest
class LibrariesTest {
    private final List<String> events = new ArrayList<>();
    private final Thread main = Thread.currentThread();

    private String here(String what) {
        assertThat(Thread.currentThread()).isSameAs(main);
        return what;
    }

    private static List<Executor> executors(EventLoop loop) {
        return List.of(loop, loop.asExecutorService());
    }

    @Test
    void aCompletableFutureIsSuppliedAndContinuedOnTheLoop(EventLoop loop) {
        for (Executor executor : executors(loop)) {
            CompletableFuture<String> future = CompletableFuture.supplyAsync(() -> here("supplied"), executor)
                    .thenApplyAsync(text -> text + " on another thread")
                    .thenApplyAsync(text -> here(text + " and back"), executor);
            assertThat(loop.runUntilComplete(future)).isEqualTo("supplied on another thread and back");
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.OTHER_THREADS)
    void aCompletableFutureIsDelayedOnToTheLoop(EventLoop loop) {
        for (Executor executor : executors(loop)) {
            long begin = loop.time();
            Executor delayed = CompletableFuture.delayedExecutor(3, TimeUnit.MILLISECONDS, executor);
            long ran = loop.runUntilComplete(CompletableFuture.supplyAsync(
                    () -> {
                        events.add(here("ran"));
                        return loop.time();
                    },
                    delayed));
            assertThat(ran - begin).isGreaterThanOrEqualTo(3_000_000);
        }
        assertThat(events).containsExactly("ran", "ran");
    }

    @Test
    void aTimeoutOfTheJdksReachesATaskThatWaits(EventLoop loop) {
        InTask.run(loop, () -> {
            CompletableFuture<String> never = new CompletableFuture<String>().orTimeout(1, TimeUnit.MILLISECONDS);
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> Async.await(never))
                    .withCauseInstanceOf(TimeoutException.class);
        });
    }

    @Test
    void anHttpClientRunsItsContinuationsOnTheLoop(EventLoop loop) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            for (Executor executor : executors(loop)) {
                CompletableFuture<Boolean> served = Blocking.call(() -> serve(server, "hello"));
                try (HttpClient client = HttpClient.newBuilder()
                        .executor(executor)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
                    HttpRequest request = HttpRequest.newBuilder(
                                    URI.create("http://" + Loopback.HOST + ":" + server.getLocalPort()))
                            .build();
                    CompletableFuture<String> body = client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                            .thenApplyAsync(response -> here(response.body()), executor);
                    assertThat(loop.runUntilComplete(body)).isEqualTo("hello");
                    loop.runUntilComplete(served);
                    client.shutdownNow();
                }
            }
        }
    }

    private static boolean serve(ServerSocket server, String body) throws IOException {
        try (Socket socket = server.accept()) {
            String request = "";
            while (!request.endsWith("\r\n\r\n")) {
                request += (char) socket.getInputStream().read();
            }
            String response =
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
        }
        return true;
    }

    @Test
    void aPublisherDeliversToSubscribersOnTheLoop(EventLoop loop) {
        for (Executor executor : executors(loop)) {
            CompletableFuture<Void> completed = new CompletableFuture<>();
            SubmissionPublisher<String> publisher = new SubmissionPublisher<>(executor, 2);
            publisher.subscribe(new Collector(completed));
            CompletableFuture<Void> submitted = CompletableFuture.runAsync(() -> OtherThread.run(() -> {
                for (int i = 0; i < 10; i++) {
                    publisher.submit("item " + i); // blocks while the buffer is full
                }
                publisher.close();
            }));
            loop.runUntilComplete(completed);
            loop.runUntilComplete(submitted);
            assertThat(events).hasSize(10).startsWith("item 0", "item 1").endsWith("item 9");
            events.clear();
        }
    }

    /// Takes one item after the other.
    private final class Collector implements Flow.Subscriber<String> {
        private final CompletableFuture<Void> completed;
        private Flow.Subscription subscription;

        Collector(CompletableFuture<Void> completed) {
            this.completed = completed;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            subscription.request(1);
        }

        @Override
        public void onNext(String item) {
            events.add(here(item));
            subscription.request(1);
        }

        @Override
        public void onError(Throwable thrown) {
            completed.completeExceptionally(thrown);
        }

        @Override
        public void onComplete() {
            completed.complete(null);
        }
    }
}
