"""The calendars of the people whose time is booked."""
