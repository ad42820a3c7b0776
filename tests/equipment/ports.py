"""Free ports of the loopback interface."""

import socket


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on at this instant."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
