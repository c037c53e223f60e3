/**
 * A hash of a text, 53 bits: 1 … 2^53 − 1. Two multiplicative lanes over the text's UTF-16 units, each finished as
 * MurmurHash3 finishes (Austin Appleby); not for secrets.
 */
export function hash53(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  return join(finish(a ^ b), finish(b ^ Math.imul(a, 0x27d4eb2f)));
}

/** A hash of a hash and a small number, 32 bits. */
export function mixed(hash: number, salt: number): number {
  return finish(
    (hash >>> 0) ^ Math.imul((hash / 4_294_967_296) | 0, 0x85ebca6b) ^ Math.imul(salt + 1, 0x9e3779b1),
  );
}

function finish(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** 0 is kept for empty places of tables. */
function join(low: number, high: number): number {
  return (high & 0x1fffff) * 4_294_967_296 + low || 1;
}
