/**
 * Pieces of memory through which large mail passes, used again and again: thrown away, each would stay until
 * the next full collection, and two messages of 20 MiB would take 60 MB more.
 */
export const blockBytes = 256 << 10;
/** More are given back to the system: they were for many large messages at once. */
const mostFree = 8;
const free: Buffer[] = [];

/** Holds whatever was in it before. */
export const takeBlock = (): Buffer => free.pop() ?? Buffer.allocUnsafeSlow(blockBytes);

/** Nobody may use the block any more, neither a read nor a write that is under way. */
export function giveBlock(block: Buffer): void {
  if (free.length < mostFree) free.push(block);
}
