### Daily reminders: what is asked when one is set, what their messages say, and what becomes of them.
### The rules at the top of texts.ftl hold here too. The questions themselves are in daily.toml.

## Reading what was typed

time-unread = I couldn't read that as a time of day. These all work: 9pm, 9:30 pm, 21:00, 21.30, 0930, noon.
zone-unknown = I don't know that place as one with a clock of its own. A big city nearby works, such as Berlin or San Francisco.
zone-several = There are several places that this could be.
