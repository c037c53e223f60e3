/** Offsets in a text of the members of lists and mappings, in order. */
export type Offsets = {
  set(parent: object, offsets: readonly number[]): void;
  /** The offset number `index`, from 0, of those of a list or mapping; undefined where it is none of them. */
  of(parent: object, index: number): number | undefined;
};

const FIRST_ROOM = 1024;

/** Keeps all offsets side by side: an array for each list and mapping would take three times the room. */
export function newOffsets(): Offsets {
  const starts = new Map<object, number>();
  let all = new Int32Array(FIRST_ROOM);
  let length = 0;
  return {
    set(parent, offsets) {
      if (length + offsets.length > all.length) {
        const larger = new Int32Array(Math.max(2 * all.length, length + offsets.length));
        larger.set(all);
        all = larger;
      }
      all.set(offsets, length);
      starts.set(parent, length);
      length += offsets.length;
    },
    of(parent, index) {
      const start = starts.get(parent);
      return start === undefined ? undefined : all[start + index];
    },
  };
}
