import { expect, test } from 'vitest';
import { renderHistory } from '../../src/commands/registry/history/render.ts';
import { renderStatus, statusJson } from '../../src/commands/registry/status/render.ts';
import { textTable } from '../../src/commands/registry/table.ts';
import type { DriftSegment, KnownDrift } from '../../src/domain/drift.ts';
import type { Counts } from '../../src/domain/observation.ts';
import type { PromptState, RegistryState, VersionState } from '../../src/domain/registry-state.ts';

const counts = (n: number, sum: number): Counts => ({
  ...{ n, sum, squares: sum, units: n },
  clusters: { counts: n, products: sum, sums: sum },
});

const versionState = (version: string): VersionState => ({
  ...{
    version,
    digest: `sha256:${'a'.repeat(64)}`,
    at: '2026-10-01T00:00:00.000Z',
    raised: null,
    because: [],
  },
  source: {
    ...{ commit: 'c'.repeat(40), path: 'support.md', author: 'ada', owner: null, pullRequest: null },
    ...{ change: 'first', tokens: null, description: null, tags: [] },
  },
  ...{ archived: false, evidence: [], judgements: [], served: {} },
});

const overall: DriftSegment = {
  ...{ segment: 'overall', cases: 120, before: 0.9, now: 0.8, change: -0.1, interval: [-0.17, -0.03] },
  verdict: 'regression',
};

const drift: KnownDrift = {
  ...{ version: '1.0.0', digest: `sha256:${'a'.repeat(64)}`, against: null, evidence: 'e', suite: 's' },
  ...{ verdict: 'drifted', cause: 'model', because: ['regression'], overall, segments: [], control: null },
  ...{ traffic: [], facts: [], event: 'x', at: '2026-11-27T06:00:00.000Z' },
};

const prompt: PromptState = {
  versions: { '1.0.0': versionState('1.0.0'), '1.1.0': versionState('1.1.0') },
  onMain: '1.1.0',
  environments: {
    production: {
      served: [],
      held: [{ version: '1.1.0', until: null, reason: 'Guard on resolved', at: '2026-11-28T10:00:00.000Z' }],
      trips: [
        {
          ...{ version: '1.1.0', segment: 'enterprise', metric: 'resolved', action: 'rollback' },
          ...{ at: '2026-11-28T10:00:00.000Z', released: null },
        },
      ],
      experiment: {
        ...{ epoch: 3, policy: { commit: 'c'.repeat(40), path: 'p.yml' }, portfolio: 'support.yml' },
        ...{ experiment: 'x', metric: 'resolved', control: '1.0.0', size: 1200 },
        ...{ startedAt: '2026-11-20T00:00:00.000Z', end: null },
      },
      drift: { latest: { '1.0.0': drift }, points: [] },
    },
  },
  observed: {
    production: {
      ...{ through: '2026-11-28T12:34:00.000Z', observations: 1300, runs: [], totals: {} },
      windows: {
        '2026-10-31': { '1.0.0': { '*': { '3': { resolved: counts(900, 900) } } } },
        '2026-11-01': { '1.0.0': { '*': { '3': { resolved: counts(100, 50) } } } },
        '2026-11-28': { '1.0.0': { enterprise: { '3': { resolved: counts(300, 270) } } } },
      },
    },
  },
};

const state: RegistryState = {
  ...{ format: 1, last: null, recorded: null, serials: { production: 7 } },
  prompts: { support: prompt },
};
const shown = { state, names: ['support'], environments: ['production'] };
const plain = (text: string) => text.replace(/\u00a0/g, ' ').replace(/ +/g, ' ');

test('status says what 28 days reported, by segment for a prompt that is named', () => {
  const all = plain(renderStatus({ ...shown, bySegment: false }, []));
  expect(all).toContain('support 1.0.0 resolved 400 0.8 400 2026-11-28 12:34 UTC');
  const one = plain(renderStatus({ ...shown, bySegment: true }, []));
  expect(one).toContain('support 1.0.0 all others resolved 100 0.5 100');
  expect(one).toContain('support 1.0.0 enterprise resolved 300 0.9 300');
  const { observed } = statusJson(shown).environments.production?.prompts.support ?? {};
  expect(observed?.window).toMatchObject({ days: 28, from: '2026-11-01', metrics: [{ n: 100 }, { n: 300 }] });
  expect(observed?.metrics).toMatchObject([{ n: 1000 }, { n: 300 }]);
});

test('status and history say which guards tripped, what is held and why, what is compared, and what drifted', () => {
  const text = plain(renderStatus({ ...shown, bySegment: false }, []));
  expect(text).toContain('support 1.1.0 enterprise resolved 2026-11-28 10:00 UTC took it back no');
  expect(text).toContain('support 1.1.0 it is released Guard on resolved');
  expect(text).toContain('support resolved 1.0.0 1,200 2026-11-20 00:00 UTC running');
  expect(text).toContain('support 1.0.0 2026-11-27 06:00 UTC drifted model 90 % 80 % −10 120');
  expect(statusJson(shown).environments.production?.prompts.support).toMatchObject({
    trips: [{ version: '1.1.0', action: 'rollback', released: null }],
    experiment: { metric: 'resolved', state: 'running', endedAt: null },
    drift: [{ version: '1.0.0', verdict: 'drifted', cause: 'model', overall: { change: -0.1 } }],
  });
  const history = plain(
    renderHistory('support', prompt, {
      last: 'production',
      now: Date.parse('2026-12-01T00:00:00Z'),
      notes: [],
    }),
  );
  expect(history).toContain('1.1.0 testing, on main, held in production');
  expect(history).toContain('production 1.1.0 enterprise resolved 2026-11-28 10:00 UTC took it back no');
  expect(history).toContain('production 1.0.0 2026-11-27 06:00 UTC drifted model');
});

test('no line of status is longer than 120 characters, and nothing of it is lost', () => {
  const long = 'a reason that goes on and on '.repeat(10).trim();
  const held = [{ version: '1.1.0', until: null, reason: long, at: '2026-11-28T10:00:00.000Z' }];
  const serving = prompt.environments.production;
  if (!serving) throw new Error('nothing serves');
  const environments = { production: { ...serving, held } };
  const prompts = { support: { ...prompt, environments } };
  const text = renderStatus({ ...shown, state: { ...state, prompts }, bySegment: true }, []);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  expect(text.match(/reason/g)).toHaveLength(10);
});

test('a table that fits is left as it is; in one that does not, the widest column goes on below', () => {
  expect(
    textTable(
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      80,
    ),
  ).toEqual(['a  b', '1  2']);
  expect(
    textTable(
      [
        ['name', 'why'],
        ['x', 'one two three four'],
      ],
      17,
    ),
  ).toEqual(['name  why', 'x     one two', '      three four']);
  expect(textTable([['a'], ['x'.repeat(25)]], 10)).toEqual([
    'a',
    'x'.repeat(10),
    'x'.repeat(10),
    'x'.repeat(5),
  ]);
});
