"""Igum: the shared platform of neighbouring towns."""
