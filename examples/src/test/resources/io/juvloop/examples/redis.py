"""A little of Redis, for the test of a client: RPUSH, BLPOP, PING; one thread for each connection."""
import collections
import socket
import threading

lists = collections.defaultdict(collections.deque)
changed = threading.Condition()


def command(stream):
    """The words of the next request, or None at the end."""
    head = stream.readline()
    if not head:
        return None
    assert head[:1] == b"*" and head.endswith(b"\r\n"), head
    words = []
    for _ in range(int(head[1:])):
        size = stream.readline()
        assert size[:1] == b"$" and size.endswith(b"\r\n"), size
        words.append(stream.read(int(size[1:])))
        assert stream.read(2) == b"\r\n"
    return words


def bulk(text):
    return b"$%d\r\n%s\r\n" % (len(text), text)


def answer(name, *words):
    if name == b"PING":
        return b"+PONG\r\n"
    if name == b"RPUSH":
        key, value = words
        with changed:
            lists[key].append(value)
            changed.notify_all()
            return b":%d\r\n" % len(lists[key])
    if name == b"BLPOP":
        key, forever = words
        assert forever == b"0"
        with changed:
            changed.wait_for(lambda: lists[key])
            return b"*2\r\n" + bulk(key) + bulk(lists[key].popleft())
    return b"-ERR unknown command '%s'\r\n" % name


def serve(connection):
    with connection, connection.makefile("rb") as stream:
        words = command(stream)
        while words is not None:
            connection.sendall(answer(*words))
            words = command(stream)


listener = socket.create_server(("127.0.0.1", 0), backlog=1000)
print(listener.getsockname()[1], flush=True)
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
