"""Commands of the kernel for ``./igum manage``."""
