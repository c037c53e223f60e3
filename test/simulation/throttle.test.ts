import { expect, test } from 'vitest';
import { play, sceneAt, scenes } from '../kit/simulation.ts';

/** Those of the table that `bench/simulation.ts` prints. */
const SEEDS = [1000, 2000, 3000, 4000, 5000];

for (const latencyMs of [200, 1000]) {
  test.each(scenes)(
    `a provider that answers in ${latencyMs} ms, $name: nothing is lost, in $goal times the time that cannot be avoided`,
    async (scene) => {
      const played = [];
      for (const seed of SEEDS) played.push(await play(sceneAt(scene, latencyMs), seed));
      for (const { lost } of played) expect(lost).toBe(0);
      expect(meanOf(played.map(({ ratio }) => ratio))).toBeLessThanOrEqual(scene.goal);
      if (scene.mostRefused !== undefined)
        expect(meanOf(played.map(({ refused }) => refused))).toBeLessThan(scene.mostRefused);
    },
  );
}

test('a provider that answers in 5 ms, with 8 % mixed faults: one and a half times the time without them', async () => {
  const wallMs = async (name: string) => {
    const scene = scenes.find((one) => one.name === name);
    if (!scene) throw new Error('no such scene');
    const walls = [];
    for (const seed of SEEDS) walls.push((await play({ ...sceneAt(scene, 5), questions: 500 }, seed)).wallMs);
    return meanOf(walls);
  };
  expect((await wallMs('8 % mixed faults')) / (await wallMs('calm'))).toBeLessThanOrEqual(1.5);
});

test('a provider that answers in 5 ms, a silent limit and 8 % mixed faults: nothing is lost', async () => {
  const scene = scenes.find(({ name }) => name === '– silent, and 8 % mixed faults');
  if (!scene) throw new Error('no such scene');
  for (const seed of SEEDS) expect((await play(sceneAt(scene, 5), seed)).lost).toBe(0);
});

test('a client that knows the provider is as quick as its limits allow', async () => {
  const calm = await play({ provider: { latencyMs: 200 }, questions: 1000, maxConcurrency: 10 }, 1);
  expect(calm.wallMs / calm.ratio / (100 * 200)).toBeCloseTo(1, 1);
  const bucket = { perSecond: 10, says: 'nothing' as const };
  const limited = await play({ provider: { latencyMs: 20, bucket }, questions: 110, maxConcurrency: 10 }, 1);
  expect(limited.wallMs / limited.ratio / 10_000).toBeCloseTo(1, 1);
});

function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
