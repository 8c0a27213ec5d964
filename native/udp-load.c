/*
 * udp-load: drives a UDP echo server from one thread and measures it; the sister of load, for datagrams.
 *
 *   udp-load --slices --port N --connections C --size BYTES --pipeline P
 *
 * Each of the C sockets keeps P datagrams on their way. A datagram carries its number and the time it left, and its
 * answer, known by the number, makes the next one leave. UDP may lose datagrams: one that is not answered within a
 * second is counted as lost and sent anew under another number, and an answer that comes after that is ignored.
 *
 * It obeys `run SECONDS`, `send COUNT` and `quit` from standard input, and answers each with the line of JSON that load
 * prints. It does not sleep while it runs, so that the server, on a core of its own, is what limits the rate.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "load/histogram.h"

#define LOSS_NANOS 1000000000ull
#define LARGEST 65507
#define LOOKS_BETWEEN_SWEEPS 4096

typedef struct {
    uint64_t number;
    uint64_t sent_at;
} stamp;

typedef struct {
    int fd;
    stamp *on_way; /* by place in the pipeline; sent_at is 0 where nothing is */
} client;

static struct {
    unsigned port, connections, size, pipeline;
} options = {0, 10, 64, 1};

static client *clients;
static histogram latency;
static uint64_t next_number = 1, answered, lost;
static char message[LARGEST];

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t) time.tv_sec * 1000000000ull + (uint64_t) time.tv_nsec;
}

static void die(const char *what) {
    printf("{\"messages\": 0, \"all_messages\": 0, \"msgs_per_second\": 0, \"latency_us\": {\"p50\": 0, \"p99\": 0}, "
           "\"error\": \"%s: %s\"}\n",
           what, strerror(errno));
    exit(1);
}

/* The place in the pipeline is in the number, so that an answer finds what it answers. */
static void send_one(client *self, unsigned place, uint64_t time) {
    stamp *mark = &self->on_way[place];
    mark->number = next_number++ * options.pipeline + place;
    mark->sent_at = time;
    memcpy(message, mark, sizeof *mark);
    if (send(self->fd, message, options.size, 0) < 0 && errno != EAGAIN && errno != ENOBUFS && errno != ECONNREFUSED) {
        die("send");
    }
}

static bool receive_one(client *self, bool again) {
    static char answer[LARGEST];
    ssize_t count = recv(self->fd, answer, sizeof answer, MSG_DONTWAIT);
    if (count < 0) {
        if (errno != EAGAIN && errno != ECONNREFUSED) die("recv");
        return false;
    }
    stamp mark;
    if (count != (ssize_t) options.size) die("an answer has another size");
    memcpy(&mark, answer, sizeof mark);
    unsigned place = (unsigned) (mark.number % options.pipeline);
    stamp *expected = &self->on_way[place];
    if (expected->sent_at == 0 || expected->number != mark.number) return true; /* given up before */
    if (memcmp(answer + sizeof mark, message + sizeof mark, options.size - sizeof mark) != 0) die("wrong bytes");
    uint64_t time = now();
    histogram_record(&latency, time - mark.sent_at);
    expected->sent_at = 0;
    answered++;
    if (again) send_one(self, place, time);
    return true;
}

/* Gives up late messages; returns whether any are still in flight. */
static bool sweep(bool again) {
    uint64_t time = now();
    bool waiting = false;
    for (unsigned i = 0; i < options.connections; i++) {
        for (unsigned place = 0; place < options.pipeline; place++) {
            stamp *mark = &clients[i].on_way[place];
            if (mark->sent_at == 0) continue;
            if (time - mark->sent_at < LOSS_NANOS) {
                waiting = true;
                continue;
            }
            lost++;
            mark->sent_at = 0;
            if (again) send_one(&clients[i], place, time);
        }
    }
    return waiting || again;
}

static void run(double seconds, uint64_t limit) {
    uint64_t begin = now(), end = begin + (uint64_t) (seconds * 1e9), first = answered, lost_before = lost;
    for (unsigned i = 0; i < options.connections; i++) {
        for (unsigned place = 0; place < options.pipeline; place++) send_one(&clients[i], place, now());
    }
    uint64_t measured = 0, finished = begin;
    bool again = true;
    for (unsigned look = 1;; look++) {
        for (unsigned i = 0; i < options.connections; i++) {
            for (unsigned n = 0; n < options.pipeline && receive_one(&clients[i], again); n++) {
            }
        }
        if (again && (now() >= end || answered - first >= limit)) {
            again = false;
            measured = answered - first;
            finished = now();
        }
        if (!again ? !sweep(false) : look % LOOKS_BETWEEN_SWEEPS == 0 && !sweep(true)) break;
    }
    printf("{\"messages\": %llu, \"all_messages\": %llu, \"lost\": %llu, \"msgs_per_second\": %.1f, "
           "\"latency_us\": {\"p50\": %.3f, \"p99\": %.3f, \"max\": %.3f}, \"error\": null, ",
           (unsigned long long) measured, (unsigned long long) (answered - first),
           (unsigned long long) (lost - lost_before), (double) measured * 1e9 / (double) (finished - begin),
           histogram_quantile(&latency, 0.5) / 1e3, histogram_quantile(&latency, 0.99) / 1e3,
           (double) latency.max / 1e3);
    histogram_json(stdout, &latency);
    puts("}");
    fflush(stdout);
}

static void connect_all(void) {
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t) options.port)};
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    clients = calloc(options.connections, sizeof *clients);
    for (unsigned i = 0; i < options.connections; i++) {
        clients[i].on_way = calloc(options.pipeline, sizeof(stamp));
        clients[i].fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (clients[i].fd < 0) die("socket");
        if (connect(clients[i].fd, (struct sockaddr *) &server, sizeof server) < 0) die("connect");
    }
}

static void read_options(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        unsigned *target = strcmp(argv[i], "--port") == 0        ? &options.port
                         : strcmp(argv[i], "--connections") == 0 ? &options.connections
                         : strcmp(argv[i], "--size") == 0        ? &options.size
                         : strcmp(argv[i], "--pipeline") == 0    ? &options.pipeline
                                                                 : NULL;
        if (target != NULL && i + 1 < argc) *target = (unsigned) strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--slices") != 0) options.port = 0;
    }
    if (options.port == 0 || options.connections == 0 || options.pipeline == 0 || options.size < sizeof(stamp) ||
        options.size > LARGEST) {
        fprintf(stderr, "usage: udp-load --slices --port N --connections C --size BYTES --pipeline P\n");
        exit(2);
    }
}

int main(int argc, char **argv) {
    char line[128];
    read_options(argc, argv);
    for (unsigned i = 0; i < sizeof message; i++) message[i] = (char) (i * 31 + (i >> 8));
    connect_all();
    puts("ready");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL && strncmp(line, "quit", 4) != 0) {
        double seconds;
        unsigned long long count;
        histogram_clear(&latency);
        if (sscanf(line, "run %lf", &seconds) == 1) run(seconds, UINT64_MAX);
        else if (sscanf(line, "send %llu", &count) == 1) run(1e6, count);
        else die("unknown command");
    }
    return 0;
}
