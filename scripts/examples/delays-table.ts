import { formatCount } from '../../src/prose/numbers.ts';
import { DELAY_DROPS, DELAY_SAMPLES, medianDelay } from '../../test/kit/guarded-world.ts';
import { randomFrom } from '../../test/kit/simulation.ts';

const RUNS = 400;
const TABLE = /^\| drop \|.*\n(?:\|.*\n)+/m;

/** docs/guards.md with its table of delays simulated anew, each number with two digits that count. */
export function withDelaysTable(page: string): string {
  const random = randomFrom(33);
  const cell = (drop: number, isNew: boolean, sampled: number) =>
    formatCount(Number(medianDelay({ drop, isNew, sampled, runs: RUNS }, random).toPrecision(2)));
  const kinds = [true, false];
  const heads = kinds.flatMap((isNew) =>
    DELAY_SAMPLES.map((sampled) => `${isNew ? 'new' : 'steady'}, ${sampled * 100} % reported`),
  );
  const rows = DELAY_DROPS.map((drop) => [
    `−${drop * 100} points`,
    ...kinds.flatMap((isNew) => DELAY_SAMPLES.map((sampled) => cell(drop, isNew, sampled))),
  ]);
  const lines = [['drop', ...heads], ['---', ...heads.map(() => '---')], ...rows];
  if (!TABLE.test(page)) throw new Error('docs/guards.md has no table of delays');
  return page.replace(TABLE, lines.map((cells) => `| ${cells.join(' | ')} |\n`).join(''));
}
