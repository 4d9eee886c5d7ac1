"""A stand-in for Discord's HTTP interface on loopback, and time that does not have to be waited for."""
