/** The finalizer of MurmurHash3 (Austin Appleby): every bit of a 32-bit number counts for every bit of the result, 0 … 2^32 − 1. */
export function mixedBits(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
