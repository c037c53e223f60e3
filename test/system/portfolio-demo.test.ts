import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { terminal } from '../kit/terminal.ts';

test('the demo of portfolios: blocked for everybody, passed for the segment that it helps, and only that is served it', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-demo-'));
  const { exitCode, stdout, stderr } = await terminal(['demo', '--portfolio'], {
    directory: temporary,
    environment: { TMPDIR: temporary },
    ownProcess: true,
  });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  const text = stdout.replaceAll('\u00a0', ' ');
  expect(text).toContain('not promoted to production');
  expect(text).toMatch(/✖ the portfolio of support in production does not keep its limits/);
  expect(text).toContain('✔ the portfolio of support keeps its limits');
  expect(text).not.toContain('Nobody is asked');
  expect(text).toMatch(/served support 1\.1\.0 to u-1[\s\S]*served support 1\.0\.0 to u-1/);
  expect(text).toMatch(/10 events: the chain, every digest and every pointer hold/);
  expect(await readdir(temporary)).toEqual([]);
  await rm(temporary, { recursive: true });
});
