import { mixed } from './hash.ts';

/** Sums over the units of one series; estimates where units were sampled. */
export type UnitSums = { units: number; counts: number; products: number; sums: number };

export type UnitTable = {
  /** @param unit hash of the unit; @param series number of the series, 0, 1, 2 … */
  add(unit: number, series: number, value: number): void;
  /** By series. */
  sums(): UnitSums[];
};

/** Entries, each one unit in one series: 24 bytes, at most half of the places are taken, so 24 MB. */
const MOST = 1 << 19;

/**
 * What each unit amounts to in each series, in memory that does not grow with the number of units: of more than `most`
 * entries, every second unit is left out, then every second of the others, and so on, by the hash of the unit; what is
 * left stands for 2, 4, 8 … units (adaptive sampling; P. Flajolet, On Adaptive Sampling, Computing 43, 1990).
 */
export function unitTable(most = MOST): UnitTable {
  let table = emptyTable(1 << 10);
  let size = 0;
  let level = 0;
  const isKept = (unit: number) => level === 0 || (mixed(unit, 1) & ((1 << level) - 1)) === 0;

  const resize = (places: number): void => {
    const old = table;
    table = emptyTable(places);
    size = 0;
    for (let at = 0; at < old.units.length; at += 1) {
      const unit = old.units[at] ?? 0;
      if (unit === 0 || !isKept(unit)) continue;
      const to = placeOf(table, unit, old.series[at] ?? 0);
      table.units[to] = unit;
      table.series[to] = old.series[at] ?? 0;
      table.counts[to] = old.counts[at] ?? 0;
      table.sums[to] = old.sums[at] ?? 0;
      size += 1;
    }
  };

  return {
    add(unit, series, value) {
      if (!isKept(unit)) return;
      let at = placeOf(table, unit, series);
      if (table.units[at] === 0) {
        if (size >= most) {
          level += 1;
          resize(table.units.length);
          this.add(unit, series, value);
          return;
        }
        if (size * 2 >= table.units.length) {
          resize(table.units.length * 2);
          at = placeOf(table, unit, series);
        }
        table.units[at] = unit;
        table.series[at] = series;
        size += 1;
      }
      table.counts[at] = (table.counts[at] ?? 0) + 1;
      table.sums[at] = (table.sums[at] ?? 0) + value;
    },
    sums() {
      const scale = 2 ** level;
      const all: UnitSums[] = [];
      for (let at = 0; at < table.units.length; at += 1) {
        if (table.units[at] === 0) continue;
        const [series, n, sum] = [table.series[at] ?? 0, table.counts[at] ?? 0, table.sums[at] ?? 0];
        const known = all[series] ?? { units: 0, counts: 0, products: 0, sums: 0 };
        known.units += scale;
        known.counts += scale * n * n;
        known.products += scale * n * sum;
        known.sums += scale * sum * sum;
        all[series] = known;
      }
      return all;
    },
  };
}

type Table = { units: Float64Array; series: Uint32Array; counts: Uint32Array; sums: Float64Array };

function emptyTable(places: number): Table {
  return {
    units: new Float64Array(places),
    series: new Uint32Array(places),
    counts: new Uint32Array(places),
    sums: new Float64Array(places),
  };
}

/** Where an entry is, or where it would be. */
function placeOf({ units, series: numbers }: Table, unit: number, series: number): number {
  const mask = units.length - 1;
  let at = mixed(unit, series + 2) & mask;
  while (units[at] !== 0 && (units[at] !== unit || numbers[at] !== series)) at = (at + 1) & mask;
  return at;
}
