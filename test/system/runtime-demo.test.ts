import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { terminal } from '../kit/terminal.ts';

const run = promisify(execFile);

test('the demo of the runtime shows weights, a version left out and a rollback that arrives, and leaves what docs/runtime.md serves', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-demo-'));
  const { exitCode, stdout, stderr } = await terminal(['demo', '--runtime', '--keep', 'example'], {
    directory: temporary,
    environment: { TMPDIR: temporary },
    ownProcess: true,
  });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/all others +1\.1\.0 +10\s% +(?:9|10)\.\d\s%/);
  expect(stdout).toMatch(/25 of them failed, it\nleaves 1\.1\.0 out for 5 minutes: 0 of the next/);
  expect(stdout).toMatch(
    /200 of 200\n\nAll 200 serve 1\.0\.0 to everybody .* at their (?:first|second) poll/,
  );
  expect(await readdir(temporary)).toEqual(['example']);
  const versionsIn = async (folder: string) => {
    const pointer = await readFile(join(temporary, 'example', folder, 'production/pointer.json'), 'utf8');
    return Object.keys(JSON.parse(pointer).prompts.support.versions);
  };
  expect(await versionsIn('before')).toEqual(['1.0.0', '1.1.0']);
  expect(await versionsIn('after')).toEqual(['1.0.0']);

  // What docs/runtime.md lets a reader write is run as it stands there.
  const page = await readFile(join(import.meta.dirname, '../../docs/runtime.md'), 'utf8');
  const [, application = ''] = /^```js\n(.*?)^```/ms.exec(page) ?? [];
  await mkdir(join(temporary, 'node_modules'));
  await symlink(join(inject('dist'), '..'), join(temporary, 'node_modules/prompt-eval-gate'));
  const path = join(temporary, 'example/app.mjs');
  await writeFile(path, application);
  const ran = await run(process.execPath, ['--preserve-symlinks', path], { cwd: temporary });
  expect(ran.stdout).toMatch(/^1\.0\.0 gpt-4\.1-mini-2025-04-14 .*\[\s*\{\s*role: 'system'/);
  await rm(temporary, { recursive: true });
});
