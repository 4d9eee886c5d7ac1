"""Discord pieces that every cog uses."""
