"""What all readers share: what reading gives, and how a flat run of blocks becomes sections."""
