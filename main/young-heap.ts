/** Keeps the memory of the whole program small; imported before anything else by the entries that host a relay. */
import v8 from 'node:v8';

// V8 lets the part of its heap for new objects grow to 128 MB while mail comes in, and keeps it for good.
// Measured with 50,000 messages taken: a third of the memory, at the same speed.
v8.setFlagsFromString('--semi-space-growth-factor=1');
