"""Pure decisions of pooling: the document of a pool, what is changed in a what-if, who pays, and the sums behind it."""
