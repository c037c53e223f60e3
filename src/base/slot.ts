const encoder = new TextEncoder();

/**
 * MurmurHash3, the 32-bit variant for x86 with seed 0, of a text's UTF-8 bytes: 0 … 2^32 − 1.
 * Source: Austin Appleby, https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
export function murmur3(text: string): number {
  const bytes = encoder.encode(text);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  let hash = 0;
  for (let at = 0; at < whole; at += 4) {
    hash ^= scramble(view.getUint32(at, true));
    hash = Math.imul(rotate(hash, 13), 5) + 0xe6546b64;
  }
  let tail = 0;
  for (let at = bytes.length - 1; at >= whole; at -= 1) tail = (tail << 8) | view.getUint8(at);
  hash ^= scramble(tail) ^ bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The slot of a unit (a user, an organization, a session), flagd's arithmetic: floor(murmur3(salt ‖ unit) × slots / 2^32).
 * A unit that is not ASCII stands as the hex of its UTF-8 bytes: implementations of flagd differ in how they encode it.
 * @param salt tells one prompt's assignment from another's
 * @param slots number of slots
 */
export function slotOf(salt: string, unit: string, slots: number): number {
  return Math.floor((murmur3(`${salt}${asciiUnit(unit)}`) * slots) / 2 ** 32);
}

function asciiUnit(unit: string): string {
  const bytes = encoder.encode(unit);
  // A character that is not ASCII has several bytes.
  if (bytes.length === unit.length) return unit;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function scramble(block: number): number {
  return Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
