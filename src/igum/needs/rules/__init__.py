"""Pure decisions about needs: what a survey asks, what its answers come to, and how ties are shown."""
