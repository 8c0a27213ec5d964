/* Connections to the server. */
#ifndef LOAD_CONNECT_H
#define LOAD_CONNECT_H

#include <netdb.h>

/* Connects a blocking socket with TCP_NODELAY; `index` counts the connections of this process. Returns the descriptor,
 * or -1 and errno. */
int connect_one(const struct addrinfo *server, unsigned index);

#endif
