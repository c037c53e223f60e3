import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
