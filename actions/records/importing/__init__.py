"""Importing files of personal records: every line checked, all or nothing, the same twice changes nothing."""
