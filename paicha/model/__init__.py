"""What the files say: frozen, typed, complete."""
