import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { terminal } from '../../kit/terminal.ts';

test('the demo of operations: a guard takes back what goes bad, all applications follow, the issue and the cases stand', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-demo-'));
  const { exitCode, stdout, stderr } = await terminal(['demo', '--operations', '--keep', 'example'], {
    directory: temporary,
    environment: { TMPDIR: temporary },
    ownProcess: true,
  });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  const text = stdout.replaceAll(/[\u00a0\u202f]/g, ' ');
  expect(text).toContain('resolved of support 1.1.0 for standard in production: tripped.');
  expect(text).toContain('support in production: 1.1.0 → 1.0.0');
  expect(text).toMatch(/200 of 200\nAll 200 serve 1\.0\.0 to everybody .* at their (?:first|second) poll/);
  expect(text).toMatch(/applications had followed, and 0 of the next 2,000\./);
  expect(text).toContain('│ # support in production: 1.1.0 taken back (resolved)');
  expect(text).toMatch(/production call-\d+ \[standard\]: from production/);
  expect(text).toMatch(/\d+ events: the chain, every digest and every pointer hold\./);
  expect(await readdir(temporary)).toEqual(['example']);
  const page = await readFile(join(temporary, 'example/dashboard/production/support.html'), 'utf8');
  expect(page).toContain('1.1.0');
  await rm(temporary, { recursive: true });
});
