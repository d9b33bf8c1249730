"""What coordinators type while they write a programme, and the changes of its file that it means."""
