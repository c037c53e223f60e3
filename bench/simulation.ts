import { parseArgs } from 'node:util';
import { type Played, play, sceneAt, scenes } from '../test/kit/simulation.ts';

/*
 * npm run bench -- simulation [--seeds 20] [--latency 200,1000] [--scene outage]: prints a Markdown table of the time of
 * the real `run` in virtual time beside that of a client that knows the provider's limits: mean and worst of the seeds,
 * calls refused, questions lost.
 */

const { values: given } = parseArgs({
  // The name of this part.
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '5' },
    scene: { type: 'string', default: '' },
    latency: { type: 'string', default: '5,200,1000' },
  },
});
const latencies = given.latency.split(',').map(Number);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function cell(played: Played[]): string {
  const ratios = played.map(({ ratio }) => ratio);
  const refused = mean(played.map((one) => one.refused * 100));
  const lost = mean(played.map((one) => one.lost));
  const parts = [`${mean(ratios).toFixed(2)} (${Math.max(...ratios).toFixed(2)})`];
  if (refused > 0) parts.push(`${refused.toFixed(1)} % refused`);
  if (lost > 0) parts.push(`${lost.toFixed(0)} lost`);
  return parts.join(', ');
}

process.stdout.write(`| provider | goal | ${latencies.map((ms) => `${ms} ms a call`).join(' | ')} |\n`);
process.stdout.write(`| --- | --- |${' --- |'.repeat(latencies.length)}\n`);
for (const scene of scenes.filter(({ name }) => name.includes(given.scene))) {
  const cells: string[] = [];
  for (const latencyMs of latencies) {
    const played: Played[] = [];
    for (let seed = 1; seed <= Number(given.seeds); seed += 1) {
      played.push(await play(sceneAt(scene, latencyMs), seed * 1000));
    }
    cells.push(cell(played));
  }
  process.stdout.write(`| ${scene.name} | ≤ ${scene.goal} | ${cells.join(' | ')} |\n`);
}
