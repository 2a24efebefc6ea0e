"""What the self-test looks at. Engines are imported where they are looked at, so that a missing one costs its own lines."""
