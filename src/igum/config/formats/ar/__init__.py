"""Arabic as it is written in Israel: figures and separators as in Hebrew."""
