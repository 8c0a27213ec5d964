#include "connect.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECTIONS_PER_ADDRESS 20000u /* an address has about 28 000 ephemeral ports */

/* Beyond what one loopback address has ports for, connections leave from 127.0.0.2, 127.0.0.3 and so on. */
static int choose_source(int fd, const struct addrinfo *server, unsigned index) {
    unsigned step = index / CONNECTIONS_PER_ADDRESS;
    if (step == 0 || server->ai_family != AF_INET) return 0;
    struct sockaddr_in source = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + step)};
    int on = 1;
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    return bind(fd, (const struct sockaddr *) &source, sizeof source);
}

int connect_one(const struct addrinfo *server, unsigned index) {
    int fd = socket(server->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    int on = 1;
    if (choose_source(fd, server, index) != 0 || connect(fd, server->ai_addr, server->ai_addrlen) != 0
            || setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0) {
        int reason = errno;
        close(fd);
        errno = reason;
        return -1;
    }
    return fd;
}
