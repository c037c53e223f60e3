import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const section = readFileSync(join(root, 'docs/reliability.md'), 'utf8').split(/^## /m);
const faults = section.find((text) => text.startsWith('Faults\n')) ?? '';
const rows = faults
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .slice(1)
  .map((line) => line.split(' | '));

/** Whether a file has a test, or a group of tests, by this title. */
function hasTest(file: string, title: string): boolean {
  const path = join(root, file);
  if (!existsSync(path)) return false;
  const exact = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\(\\s*(['"\`])${exact}\\1,`).test(readFileSync(path, 'utf8'));
}

describe('every fault in docs/reliability.md names a test that is there', () => {
  test('of all rows', () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  test.each(rows)('%s', (_fault, _behaviour, tests = '') => {
    const named = [...tests.matchAll(/`(test\/[^`]+)` “([^”]+)”/g)];
    expect(named).not.toEqual([]);
    expect(tests.replace(/`test\/[^`]+` “[^”]+”/g, '').trim()).toMatch(/^[,\s]*\|$/);
    const absent = named.filter(([, file = '', title = '']) => !hasTest(file, title)).map(([text]) => text);
    expect(absent).toEqual([]);
  });

  test('a title that no test has is noticed', () => {
    expect(hasTest('test/attacks/faults.test.ts', 'a burst of %i is waited out')).toBe(true);
    expect(hasTest('test/attacks/faults.test.ts', 'a burst of %i is waited')).toBe(false);
    expect(hasTest('test/run/nothing.test.ts', 'a burst of %i is waited out')).toBe(false);
  });
});
