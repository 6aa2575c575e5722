"""Tests of the content: cut, indexed, found."""
