"""What binds the modules into one site: settings, urls, the embedded database, the command line."""
