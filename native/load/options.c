#include "options.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire.h"

#define ROOM_AT_A_RATE 1024 /* messages of one connection */
#define MOST_OUTSTANDING (1ul << 30) /* bytes of one connection */

static const char usage_text[] =
    "usage: load --port PORT [--host ADDRESS] [--connections N] [--size BYTES] [--pipeline D]\n"
    "            [--seconds S] [--warmup S] [--json] [--block | --rate R]\n"
    "       load --port PORT ... --slices\n"
    "       tls-load ... [--handshakes full|resumed | --handshake-rate R]\n"
    "\n"
    "Each connection keeps D messages of BYTES bytes outstanding at an echo server; every byte that returns is\n"
    "checked. With --rate, R messages a second leave by a schedule, on the connections in turn, whatever comes back,\n"
    "and the latency of each counts from the time it is due. D, then 1024 unless given, is the room for what the\n"
    "server owes: to fall behind further is an error. With --slices it connects, prints `ready` and obeys lines on\n"
    "standard input, answering each by one line of JSON:\n"
    "  run SECONDS [WARMUP]  load for a while, then wait for what is outstanding\n"
    "  send COUNT            the same until COUNT messages came back\n"
    "  open COUNT            add COUNT connections, which stay idle until the next run\n"
    "  quit                  (or end of input)\n"
    "tls-load is the same over TLS 1.3. With --handshakes full or resumed it measures those in place of messages: N\n"
    "connections at a time connect, shake hands, have one message answered, and end. With --handshake-rate R, R of them\n"
    "begin each second beside the messages, whatever comes of them.\n"
    "Between messages it polls the kernel without a pause, since a core of its own is the usual case; --block makes it\n"
    "sleep instead.\n";

static void refuse(const char *name, const char *value) {
    fprintf(stderr, "load: --%s does not take `%s`\n\n%s", name, value, usage_text);
    exit(2);
}

static double number(const char *name, const char *text, double least, double most) {
    char *end;
    double value = strtod(text, &end);
    if (*text == '\0' || *end != '\0' || !(value >= least && value <= most)) refuse(name, text);
    return value;
}

static unsigned long integer(const char *name, const char *text, double least, double most) {
    double value = number(name, text, least, most);
    if (value != floor(value)) refuse(name, text);
    return (unsigned long) value;
}

static handshake_kind kind(const char *name, const char *text) {
    if (strcmp(text, "full") == 0) return FULL_HANDSHAKES;
    if (strcmp(text, "resumed") != 0) refuse(name, text);
    return RESUMED_HANDSHAKES;
}

enum { HOST, PORT, CONNECTIONS, SIZE, PIPELINE, SECONDS, WARMUP, JSON, SLICES, BLOCK, RATE, HANDSHAKES, HANDSHAKE_RATE };

static const struct option known[] = {
    {"host", required_argument, NULL, HOST},
    {"port", required_argument, NULL, PORT},
    {"connections", required_argument, NULL, CONNECTIONS},
    {"size", required_argument, NULL, SIZE},
    {"pipeline", required_argument, NULL, PIPELINE},
    {"seconds", required_argument, NULL, SECONDS},
    {"warmup", required_argument, NULL, WARMUP},
    {"json", no_argument, NULL, JSON},
    {"slices", no_argument, NULL, SLICES},
    {"block", no_argument, NULL, BLOCK},
    {"rate", required_argument, NULL, RATE},
    {"handshakes", required_argument, NULL, HANDSHAKES},
    {"handshake-rate", required_argument, NULL, HANDSHAKE_RATE},
    {NULL, 0, NULL, 0},
};

static void take(load_options *options, int which, const char *name, const char *value) {
    switch (which) {
        case HOST: options->host = value; break;
        case PORT: integer(name, value, 1, 65535); options->port = value; break;
        case CONNECTIONS: options->connections = (unsigned) integer(name, value, 0, 1000000); break;
        case SIZE: options->size = integer(name, value, 1, 64 << 20); break;
        case PIPELINE: options->pipeline = (unsigned) integer(name, value, 1, 65536); break;
        case SECONDS: options->seconds = number(name, value, 0, 1e6); break;
        case WARMUP: options->warmup = number(name, value, 0, 1e6); break;
        case JSON: options->json = true; break;
        case SLICES: options->slices = true; break;
        case BLOCK: options->block = true; break;
        case RATE: options->rate = number(name, value, 1, 1e7); break;
        case HANDSHAKES: options->handshakes = kind(name, value); break;
        case HANDSHAKE_RATE: options->handshake_rate = number(name, value, 1, 1e6); break;
    }
}

load_options options_read(int argc, char **argv) {
    load_options options = {.host = "127.0.0.1", .connections = 10, .size = 64, .seconds = 1};
    int which, index;
    while ((which = getopt_long(argc, argv, "", known, &index)) != -1) {
        if (which == '?') {
            fputs(usage_text, stderr);
            exit(2);
        }
        take(&options, which, known[index].name, optarg);
    }
    if (optind != argc || options.port == NULL) {
        fputs(usage_text, stderr);
        exit(2);
    }
    if (options.block && options.rate > 0) {
        fputs("load: --block would be late for what is due at a --rate\n", stderr);
        exit(2);
    }
    if ((options.handshakes != NO_HANDSHAKES || options.handshake_rate > 0) && !wire_has_handshakes) {
        fputs("load: handshakes are for tls-load\n", stderr);
        exit(2);
    }
    if (options.handshakes != NO_HANDSHAKES && (options.connections == 0 || options.handshake_rate > 0)) {
        fputs("load: --handshakes wants connections, and --handshake-rate goes with messages\n", stderr);
        exit(2);
    }
    if (options.pipeline == 0) options.pipeline = options.rate > 0 ? ROOM_AT_A_RATE : 1;
    if (options.size * options.pipeline > MOST_OUTSTANDING) {
        fputs("load: a connection cannot have more than 1 GiB outstanding\n", stderr);
        exit(2);
    }
    if (options.connections == 0) options.slices = true; /* nothing to do but to obey */
    return options;
}
