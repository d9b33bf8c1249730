"""What ``./igum bench`` runs: each benchmark against a peer, or against a known answer, in the same run."""
