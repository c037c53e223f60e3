import { expect, test } from 'vitest';
import { isBlobOf } from '../../src/base/blob-id.ts';

test("git's id tells whether a blob has a text, in repositories of either kind", () => {
  // printf 'Grüße\n' | git hash-object --stdin, and the same in a repository with --object-format=sha256
  const ids = [
    '05bb5b40eaf6cd35f14fb829a0a85d61c8875418',
    '34fcc96803b1474597f42eb6dd1c2684198a3ae62cbb2a1d06b4cb116c8ec75f',
  ];
  for (const id of ids) {
    expect(isBlobOf(id, 'Grüße\n')).toBe(true);
    expect(isBlobOf(id, 'Grüße')).toBe(false);
  }
});

test('what is no id of git tells nothing', () => {
  expect(isBlobOf(undefined, '')).toBe(false);
  expect(isBlobOf('planned 12', 'planned 12')).toBe(false);
});
