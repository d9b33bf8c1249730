"""Finding services: an index derived from the database, and the understanding of everyday words.

The index may be deleted at any time and is built again from PostgreSQL. Nothing here imports Django: documents and the
lexicon (taxonomy, synonyms, places) come in as values, and answers go out as values.
"""
