"""Messages between the window, the command line and the workers; ``wire`` makes lines of them."""
