import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { trialKey } from '../../src/run/store.ts';
import { startFaultServer } from '../kit/fault-server.ts';
import { runAll, tally, temporaryDirectory, trialsOf } from '../kit/trials.ts';

test('a killed run goes on where it stopped', async () => {
  let kill = () => {};
  const server = await startFaultServer((_, count) => {
    if (count === 120) kill();
    return { kind: 'answer', latencyMs: 15 };
  });
  const directory = temporaryDirectory();
  const script = join(import.meta.dirname, 'run-process.ts');
  const first = spawn(process.execPath, [script, server.openai, directory.path, '300']);
  kill = () => first.kill('SIGKILL');
  await new Promise((resolve) => first.on('close', resolve));
  const asked = server.seen.length;
  expect(asked).toBeGreaterThan(100);
  expect(asked).toBeLessThan(300);

  const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 300 }), {
    directory: directory.path,
  });
  await server.close();
  directory.remove();
  expect(tally(results)).toEqual({ answered: 300 });
  const lost = server.seen.length - 300;
  expect(lost).toBeLessThanOrEqual(20);
});

test('a run that is killed twice asks no finished question again', async () => {
  let kill = () => {};
  let killAt = 0;
  const server = await startFaultServer((_, count) => {
    if (count === killAt) kill();
    return { kind: 'answer', latencyMs: 15 };
  });
  const directory = temporaryDirectory();
  const script = join(import.meta.dirname, 'run-process.ts');
  const trials = [...trialsOf({ baseUrl: server.openai, cases: 300 })];
  const questions = new Map(trials.map((trial) => [trialKey(trial), JSON.stringify(trial.request.body)]));
  const finished = new Set<string | undefined>();
  /** What is asked again although its answer was kept. */
  const repeated: string[] = [];
  const noteAsked = (from: number) => {
    for (const { body } of server.seen.slice(from)) {
      if (finished.has(JSON.stringify(body))) repeated.push(JSON.stringify(body));
    }
  };
  for (const after of [90, 70]) {
    const before = server.seen.length;
    killAt = before + after;
    const child = spawn(process.execPath, [script, server.openai, directory.path, '300']);
    kill = () => child.kill('SIGKILL');
    const keys = (await text(child.stdout)).split('\n').filter((key) => key.length === 64);
    noteAsked(before);
    for (const key of keys) finished.add(questions.get(key));
    expect(keys.length).toBeGreaterThan(30);
  }
  kill = () => {};
  const before = server.seen.length;
  const results = await runAll(trials, { directory: directory.path });
  noteAsked(before);
  await server.close();
  directory.remove();
  expect(tally(results)).toEqual({ answered: 300 });
  expect(repeated).toEqual([]);
});
