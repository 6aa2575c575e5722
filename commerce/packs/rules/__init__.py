"""What the files of a pack must agree on. Each room holds one subject; ``find`` tells what contradicts."""
