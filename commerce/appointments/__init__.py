"""Appointments: slots that are really free, and bookings that cannot overlap."""
