import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Played, simulate } from '../../scripts/portfolio-simulation/simulate.ts';

const WORLDS = 6;
const results = simulate(WORLDS);
const mean = (name: string, key: keyof Played) =>
  (results[name] ?? []).reduce((sum, played) => sum + played[key] / WORLDS, 0);

test('within limits no segment has so bad a week as with any other way of choosing', () => {
  for (const ours of ['ours, limits of the example', 'ours, wider limits']) {
    for (const other of ['one best prompt, promoted by hand', '50/50 until significant', 'pure Thompson']) {
      expect(mean(ours, 'worst')).toBeGreaterThan(mean(other, 'worst') + 0.03);
    }
  }
});

test('limits cost answers: pure Thompson has fewer bad ones, halves many more', () => {
  expect(mean('pure Thompson', 'bad')).toBeLessThan(mean('ours, limits of the example', 'bad'));
  expect(mean('50/50 until significant', 'bad')).toBeGreaterThan(
    mean('ours, limits of the example', 'bad') + 10,
  );
});

test('the table of docs/portfolio.md has every way of choosing, with figures like these', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/portfolio.md'), 'utf8');
  for (const name of Object.keys(results)) {
    const [, bad] = new RegExp(`^\\| ${name.replace('/', '\\/')} \\| ([\\d.]+) \\|`, 'm').exec(page) ?? [];
    expect(Math.abs(Number(bad) - mean(name, 'bad')), name).toBeLessThan(6);
  }
});

test('the same worlds are played the same way', () => {
  expect(simulate(1)).toEqual(
    Object.fromEntries(Object.entries(results).map(([name, [first]]) => [name, [first]])),
  );
});
