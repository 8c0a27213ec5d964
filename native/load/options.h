/* What the command line asks for. */
#ifndef LOAD_OPTIONS_H
#define LOAD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* What is measured in place of messages. */
typedef enum { NO_HANDSHAKES, FULL_HANDSHAKES, RESUMED_HANDSHAKES } handshake_kind;

typedef struct {
    const char *host;
    const char *port;
    unsigned connections;
    size_t size;       /* bytes of a message */
    unsigned pipeline; /* messages that each connection keeps outstanding, or may have outstanding at a rate */
    double rate;       /* messages a second by a schedule; 0: as fast as they come back */
    handshake_kind handshakes;
    double handshake_rate; /* full ones a second beside the messages; 0 for none */
    double seconds;
    double warmup;
    bool json;
    bool slices; /* obey commands on standard input, and stay connected between them */
    bool block;  /* sleep when nothing has arrived, instead of asking again at once */
} load_options;

/* Reads the command line; on a mistake prints the usage and ends the process with 2. */
load_options options_read(int argc, char **argv);

#endif
