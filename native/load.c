/*
 * load: drives a TCP echo server from one thread and measures it. `load --help` prints the options.
 *
 * Its parts are in load/: the pattern that every byte is checked against, the client (one connection), the fleet (all
 * connections and the epoll loop), the histogram of latencies, and the report.
 *
 * tls-load is the same program over TLS: what differs is in load/plain/ and load/tls/.
 *
 * It is made so that the server, on a core of its own, is what limits the rate: messages are sent straight from the
 * pattern, checked by one memcmp, timed by one look at the clock, and it does not sleep between them.
 */
#ifndef __linux__
#error "The load generator speaks epoll, and so needs Linux: benchmarks are run there only."
#endif

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "load/fleet.h"
#include "load/options.h"
#include "load/report.h"

#define FOR_EVER 1e6 /* seconds */

/* Obeys one command; returns false at `quit`. A command that is not understood is an error, as in a program. */
static bool obey(fleet *fleet, const char *line) {
    run_result result = {0};
    double seconds, warmup = 0;
    unsigned long long count;
    if (strncmp(line, "quit", 4) == 0) return false;
    histogram_clear(&fleet->traffic.latency);
    if (sscanf(line, "run %lf %lf", &seconds, &warmup) >= 1) {
        result = fleet_run(fleet, seconds, warmup, UINT64_MAX);
    } else if (sscanf(line, "send %llu", &count) == 1) {
        result = fleet_run(fleet, FOR_EVER, 0, count);
    } else if (sscanf(line, "open %llu", &count) == 1) {
        fleet_open(fleet, (unsigned) count);
    } else {
        snprintf(fleet->traffic.error, sizeof fleet->traffic.error, "unknown command: %.*s",
                 (int) strcspn(line, "\n"), line);
    }
    report_json(stdout, fleet, &result);
    return true;
}

static void run_slices(fleet *fleet) {
    char line[128];
    puts("ready");
    fflush(stdout);
    while (fleet->traffic.error[0] == '\0' && fgets(line, sizeof line, stdin) != NULL && obey(fleet, line)) {
    }
}

static void run_once(fleet *fleet, const load_options *options) {
    run_result result = fleet_run(fleet, options->seconds, options->warmup, UINT64_MAX);
    (options->json ? report_json : report_text)(stdout, fleet, &result);
}

int main(int argc, char **argv) {
    load_options options = options_read(argc, argv);
    static fleet fleet;
    fleet_init(&fleet, &options);
    /* Connections that are made for their handshake are no clients. */
    if (!fleet_open(&fleet, options.handshakes == NO_HANDSHAKES ? options.connections : 0)) {
        run_result nothing = {0};
        (options.json || options.slices ? report_json : report_text)(stdout, &fleet, &nothing);
    } else if (options.slices) {
        run_slices(&fleet);
    } else {
        run_once(&fleet, &options);
    }
    bool failed = fleet.traffic.error[0] != '\0';
    fleet_close(&fleet);
    return failed ? 1 : 0;
}
