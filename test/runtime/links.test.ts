import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linksTo } from '../../src/runtime/links.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const SOURCE = `${COMMIT}:prompts/support team/ü#1.md`;
const FILE = 'prompts/support%20team/%C3%BC%231.md';

test.each([
  ['https://github.com/acme/support', 'https://github.com/acme/support/'],
  ['https://github.acme.dev/ai/support', 'https://github.acme.dev/ai/support/'],
  ['https://acme.ghe.com/ai/support/', 'https://acme.ghe.com/ai/support/'],
  ['https://gitlab.com/acme/ai/support', 'https://gitlab.com/acme/ai/support/-/'],
  ['http://gitlab.acme.dev:8080/ai/support', 'http://gitlab.acme.dev:8080/ai/support/-/'],
])('a file of %s is found at its commit, and edited on the main branch', (repository, base) => {
  expect(linksTo({ repository, branch: 'release/next' }, SOURCE)).toEqual({
    source: `${base}blob/${COMMIT}/${FILE}`,
    edit: `${base}edit/release/next/${FILE}`,
  });
});

test.each([
  'https://bitbucket.org/acme/support',
  'https://example.com/github.com/support',
  'https://notgithub.com/acme/support',
  'javascript:alert(1)//github.com/',
  'file://github.com/etc',
  'data:text/html,github.com',
  'github.com/acme/support',
  '',
])('nothing leads to %j', (repository) => {
  expect(linksTo({ repository, branch: 'main' }, SOURCE)).toBeNull();
});

test('nor to anything where a part is missing, or could lead out of the repository', () => {
  const main = { repository: 'https://github.com/acme/support', branch: 'main' };
  expect(linksTo(undefined, SOURCE)).toBeNull();
  expect(linksTo(main)).toBeNull();
  for (const source of ['', 'support.md', `${COMMIT}:`, `main:support.md`, `${COMMIT}:../../evil/repo/x`]) {
    expect(linksTo(main, source), source).toBeNull();
  }
  for (const branch of ['', '..', 'a/../../..', 'a//b']) {
    expect(linksTo({ ...main, branch }, SOURCE), branch).toBeNull();
  }
});

test('whatever a pointer says, a link leads below the repository that it names, by http or https', () => {
  const text = fc.string({ unit: 'grapheme' });
  const host = fc.constantFrom('https://github.com', 'http://gitlab.acme.dev', 'https://u:p@github.com', '');
  fc.assert(
    fc.property(host, text, text, text, (origin, rest, branch, path) => {
      const links = linksTo({ repository: `${origin}/${rest}`, branch }, `${COMMIT}:${path}`);
      if (links === null) return;
      const named = new URL(`${origin}/${rest}`);
      for (const link of Object.values(links)) {
        const { href, protocol, host: hostOfLink, username, pathname, search, hash } = new URL(link);
        expect(href).toBe(link);
        expect(['http:', 'https:']).toContain(protocol);
        expect([hostOfLink, username, search, hash]).toEqual([named.host, '', '', '']);
        expect(pathname.startsWith(named.pathname.replace(/\/+$/, ''))).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});
