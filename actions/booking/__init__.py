"""Bookings (预约) of eligibility checks: slots, holds, waiting list, queue tickets. No place is ever given twice."""
