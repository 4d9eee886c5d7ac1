"""Alongside: the domain, its services and its store. Never imports discord."""
