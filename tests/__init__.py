"""The tests of sp."""
