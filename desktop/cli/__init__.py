"""The command line: the window's tasks without a window, in Chinese and English."""
