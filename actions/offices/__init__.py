"""Offices (经办机构): the city, district, street and community tree, opening hours, closures, holidays."""
