import { mixed } from './hash.ts';

/** A set of hashes. */
export type HashSet = {
  size: number;
  has(hash: number): boolean;
  add(hash: number): void;
  values(): number[];
};

/** The hashes of ids that were counted. */
export type CountedIds = {
  /** Whether an id was counted before. */
  has(hash: number): boolean;
  add(hash: number): void;
  /** Those that were added; null where there were so many that the first ones are forgotten. */
  added(): Float64Array | null;
};

/** Ids of one run that are remembered: 8 MB, and as much for those before them. */
const MOST = 1 << 19;

/**
 * Remembers which ids were counted, in memory that does not grow with the number of rows: the latest 524,288 ids at
 * least, and those of earlier runs.
 * @param earlier hashes of ids that earlier runs counted
 */
export function countedIds(earlier: readonly Float64Array[], most = MOST): CountedIds {
  const before = hashSet();
  for (const hashes of earlier) for (const hash of hashes) before.add(hash);
  let recent = hashSet();
  let older: HashSet | null = null;
  let isWhole = true;
  return {
    has: (hash) => recent.has(hash) || before.has(hash) || (older?.has(hash) ?? false),
    add(hash) {
      if (recent.size >= most) {
        if (older) isWhole = false;
        older = recent;
        recent = hashSet();
      }
      recent.add(hash);
    },
    added: () => (isWhole ? Float64Array.from([...(older?.values() ?? []), ...recent.values()]) : null),
  };
}

/** Open addressing: 16 bytes an entry at most, once there are many. */
function hashSet(): HashSet {
  let table = new Float64Array(1 << 12);
  let size = 0;
  const placeOf = (hash: number): number => {
    const mask = table.length - 1;
    let at = mixed(hash, 0) & mask;
    while (table[at] !== 0 && table[at] !== hash) at = (at + 1) & mask;
    return at;
  };
  return {
    get size() {
      return size;
    },
    has: (hash) => table[placeOf(hash)] === hash,
    add(hash) {
      if (size * 2 >= table.length) {
        const old = table;
        table = new Float64Array(old.length * 2);
        for (const known of old) if (known !== 0) table[placeOf(known)] = known;
      }
      const at = placeOf(hash);
      if (table[at] === hash) return;
      table[at] = hash;
      size += 1;
    },
    values: () => Array.from(table).filter((hash) => hash !== 0),
  };
}
