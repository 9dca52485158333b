"""为什么是这个数: a payment worked out again from the person's own numbers, and what changed since the month before."""
