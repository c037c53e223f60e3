import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  answerOf,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import { PROMPT } from '../../kit/support.ts';

let models: AskedModel;
let team: RegistryTeam;

/** A team whose production serves 1.1.0, and reported of it. */
beforeAll(async () => {
  models = await startModels(answerOf);
  const policy = policyWith(`registry:
  environments:
    staging: { promote: on-merge, pinned: false }
    production: { promote: on-merge, pinned: false }
  metrics: { resolved: binary, latency_ms: duration }
`);
  team = await buildRegistryTeam({ environment: models.environment, policy });
  await team.run('record');
  await team.merge({ [PROMPT]: goodPrompt('Two.') }, 'Say <b>two</b>');
  await team.run('record');
  const lines = Array.from({ length: 100 }, (_, index) =>
    JSON.stringify({
      ...{ id: `id-${index}`, at: new Date(Date.now() - 60_000).toISOString(), environment: 'production' },
      ...{ prompt: 'support', version: '1.1.0', segment: '*', unit: `unit-${index}`, propensity: 1 },
      metrics: { resolved: index < 80, latency_ms: index < 90 ? 300 : 4000 },
    }),
  );
  await writeFile(join(team.clone.root, 'reports.jsonl'), `${lines.join('\n')}\n`);
  await team.run('observe reports.jsonl', { withoutKey: true });
});

afterAll(async () => {
  await team[Symbol.asyncDispose]();
  await models.stop();
});

const inClone = (path: string) => join(team.clone.root, path);
const written = async (out: string) => (await readdir(inClone(out), { recursive: true })).sort();

test('the branch as a site: an overview, the events, and a page for each prompt and environment', async () => {
  const { code, output, messages } = await team.run('dashboard --out site', { withoutKey: true });
  expect([code, messages]).toEqual([0, '']);
  expect(output).toMatch(/^Wrote 4 pages of 1 prompt and \d+ events to site\.\nOpen site\/index\.html\.\n$/);
  expect(await written('site')).toEqual([
    '.prompt-eval-gate-site.json',
    ...[
      'events.html',
      'index.html',
      'production',
      'production/support.badge.json',
      'production/support.html',
      'staging',
      'staging/support.badge.json',
      'staging/support.html',
    ],
  ]);
  const page = await readFile(inClone('site/production/support.html'), 'utf8');
  expect(page).toContain('Serves 1.1.0');
  expect(page).toMatch(/80\s%/);
  const badge: unknown = JSON.parse(await readFile(inClone('site/production/support.badge.json'), 'utf8'));
  expect(badge).toMatchObject({
    ...{ schemaVersion: 1, label: 'support · production' },
    message: expect.stringMatching(/^1\.1\.0/),
  });
  // p50 and p95 to 4 %, of the histogram.
  expect(page).toMatch(/(29\d|30\d)\sms.{0,40}(3\.9\d?|4(\.0\d?)?)\ss/);
  expect(page).toContain('Say &lt;b&gt;two&lt;/b&gt;');
  expect(page).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'/);
});

test('one environment, from what this clone has, is written over the site of an earlier run', async () => {
  await team.run('dashboard --out once');
  const { code } = await team.run('dashboard --out once --env staging --days 7 --offline');
  expect(code).toBe(0);
  expect(await written('once')).not.toContain('production/support.html');
  expect(await written('once')).toContain('staging/support.html');
});

test('a dry run says what would be written', async () => {
  const { output } = await team.run('dashboard --out nowhere --dry-run');
  expect(output).toMatch(/^Dry run.*\n {2}index\.html\n {2}events\.html\n/);
  expect(await readdir(team.clone.root)).not.toContain('nowhere');
});

test('a folder of somebody else is left as it is', async () => {
  await mkdir(inClone('mine'));
  await writeFile(inClone('mine/index.html'), 'mine');
  const { code, messages } = await team.run('dashboard --out mine');
  expect(code).toBe(2);
  expect(messages).toContain(
    'The dashboard is not written to mine: it holds files, and no .prompt-eval-gate-site.json',
  );
  expect(await readFile(inClone('mine/index.html'), 'utf8')).toBe('mine');
});

test('no link is followed, neither to the folder nor in it', async () => {
  await mkdir(inClone('elsewhere'));
  await symlink(inClone('elsewhere'), inClone('link'));
  const toFolder = await team.run('dashboard --out link');
  expect([toFolder.code, toFolder.messages]).toEqual([2, expect.stringContaining('it is a symbolic link')]);
  const through = await team.run('dashboard --out link/site');
  expect([through.code, through.messages]).toEqual([2, expect.stringContaining('This is a symbolic link')]);
  await team.run('dashboard --out inner');
  await rm(inClone('inner/production'), { recursive: true });
  await symlink(inClone('elsewhere'), inClone('inner/production'));
  const inside = await team.run('dashboard --out inner');
  expect([inside.code, inside.messages]).toEqual([2, expect.stringContaining('This is a symbolic link')]);
  expect(await readdir(inClone('elsewhere'))).toEqual([]);
});

const MARKER = '.prompt-eval-gate-site.json';

test('a marker that names files out of the folder removes none of them', async () => {
  await team.run('dashboard --out marked');
  await writeFile(inClone('kept.html'), 'kept');
  const digest = createHash('sha256').update('kept').digest('hex');
  const files = { '../kept.html': [digest], [inClone('kept.html')]: [digest] };
  await rm(inClone('marked'), { recursive: true });
  await mkdir(inClone('marked'));
  await writeFile(inClone(`marked/${MARKER}`), JSON.stringify({ format: 2, files }));
  expect((await team.run('dashboard --out marked')).code).toBe(0);
  expect(await readFile(inClone('kept.html'), 'utf8')).toBe('kept');
});

test('files that no earlier run wrote as they are stay, whatever the marker names, and they are told', async () => {
  await mkdir(inClone('docs/production'), { recursive: true });
  const mine = ['index.html', 'about.html', 'production/victim.html'];
  for (const path of mine) await writeFile(inClone(`docs/${path}`), 'mine');
  for (const files of [mine, Object.fromEntries(mine.map((path) => [path, ['0'.repeat(64)]]))]) {
    await writeFile(inClone(`docs/${MARKER}`), JSON.stringify({ format: 2, files }));
    for (const line of ['dashboard --out docs', 'dashboard --out docs --dry-run']) {
      const { code, messages } = await team.run(line);
      expect([code, messages]).toEqual([2, expect.stringContaining('is not written to docs')]);
      if (!Array.isArray(files)) for (const path of mine) expect(messages).toContain(path);
    }
    expect(await written('docs')).toEqual([MARKER, ...mine, 'production'].sort());
    for (const path of mine) expect(await readFile(inClone(`docs/${path}`), 'utf8')).toBe('mine');
  }
});

test('a page that was edited is not written over; one that is gone, or half a run ago, is written again', async () => {
  await team.run('dashboard --out edited');
  const marker = await readFile(inClone(`edited/${MARKER}`), 'utf8');
  await rm(inClone('edited/events.html'));
  expect((await team.run('dashboard --out edited --days 7')).code).toBe(0);
  // As after a run that was stopped before its end: the marker is older than the files, but for those that it names twice.
  const [before, after] = [marker, await readFile(inClone(`edited/${MARKER}`), 'utf8')].map((text) =>
    JSON.parse(text),
  );
  const both = Object.entries<string[]>(before.files).map(([path, digests]) => [
    path,
    [...digests, ...after.files[path]],
  ]);
  await writeFile(
    inClone(`edited/${MARKER}`),
    JSON.stringify({ format: 2, files: Object.fromEntries(both) }),
  );
  expect((await team.run('dashboard --out edited')).code).toBe(0);
  await writeFile(inClone('edited/index.html'), 'edited');
  const { code, messages } = await team.run('dashboard --out edited');
  expect([code, messages]).toEqual([
    2,
    expect.stringContaining('no earlier run of it wrote index.html as it'),
  ]);
  expect(await readFile(inClone('edited/index.html'), 'utf8')).toBe('edited');
});

test.each([
  ['dashboard', '--out is missing'],
  ['dashboard --out x --days 3', '--days takes a whole number from 7 to 400'],
  ['dashboard --out x --env produktion', 'Did you mean "production"?'],
])('%s is a mistake that is told', async (line, told) => {
  const { code, messages } = await team.run(line);
  expect([code, messages]).toEqual([2, expect.stringContaining(told)]);
});
