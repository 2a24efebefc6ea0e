"""What a person may choose, and how the window looks."""
