"""The shared kernel: who acts, what they may, what was done, whose rows these are. No domain words."""
