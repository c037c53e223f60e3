import { expect, test } from 'vitest';
import { type GuardIncident, renderGuardIssue } from '../../src/report/markdown/guard-issue.ts';

const guard = {
  ...{ environment: 'production', prompt: 'support', version: '1.1.0', segment: '*' },
  ...{ metric: 'resolved', control: '1.0.0' },
};
const figures = {
  ...{ evidence: 112.4, limit: 100, pairs: 240, badAnswers: 40 },
  ...{ version: { answers: 246, mean: 0.7 }, control: { answers: 250, mean: 0.87 } },
  latest: { version: { answers: 246, mean: 0.7 }, control: { answers: 250, mean: 0.87 } },
};
const incident: GuardIncident = {
  ...{ prompt: 'support', environment: 'production', held: [], failures: [] },
  trips: [{ guard, figures, trend: { version: [1, 0.5, null, 0], control: [1, 1, 1, 1] }, isNews: true }],
  takenBack: [{ from: '1.1.0', to: '1.0.0', serial: 19 }],
};

/** With plain spaces. */
const rendered = (change: Partial<GuardIncident> = {}) => {
  const { title, body, note } = renderGuardIssue({ ...incident, ...change });
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
  return { title: plain(title), body: plain(body), note: plain(note ?? '') };
};

test('a version that was taken back: what, by which figures, over time, at what cost, and how it is released', () => {
  const { title, body } = rendered();
  expect(title).toBe('support in production: 1.1.0 taken back (resolved)');
  expect(body).toContain(
    '`support` **1.1.0** was taken back in `production`: 1.0.0 serves instead (serial 19).',
  );
  expect(body).toContain(
    '`resolved` of 1.1.0 for all others: **70 %** in 246 answers, against **87 %** of 1.0.0 (e = 112, limit 100). It cost **40 bad answers** more.',
  );
  expect(body).toContain('```text\n  1.1.0  █▅ ▁\n  1.0.0  ████\n```');
  expect(body).toContain(
    '```sh\nnpx github:OWNER/prompt-eval-gate release support@1.1.0 --env production\n```',
  );
});

test('one that is only told, one that is held, and one that tripped before say so', () => {
  expect(rendered({ takenBack: [] }).body).toContain('This guard only alerts: nothing was changed.');
  const held = rendered({ takenBack: [], held: ['1.1.0'] });
  expect(held.title).toBe('support in production: 1.1.0 held (resolved)');
  expect(held.body).toContain('its share may not rise');
  const before = { ...guard, version: '1.2.0', segment: 'vip', metric: 'csat' };
  const later = rendered({
    trips: [...incident.trips, { guard: before, figures, trend: null, isNews: false }],
    held: ['1.2.0'],
  });
  expect(later.title).toBe('support in production: 1.1.0 taken back; 1.2.0 held (resolved, csat)');
  expect(later.body).toContain('`csat` of 1.2.0 for `vip`: **70 %** in 246 answers');
  expect(later.note).not.toContain('1.2.0');
  expect(later.body).toContain('release support@1.2.0 --env production');
  expect(later.note).not.toContain('What now');
});

test('money has no bad answers; a control of its own past is named so', () => {
  const alone = { ...guard, control: null };
  const money = { ...figures, badAnswers: null, control: { answers: 0, mean: 0.01234567 } };
  const [trip] = incident.trips;
  const { body } = rendered({
    trips: [{ trend: { version: [1], control: [null] }, guard: alone, figures: money, isNews: false }],
  });
  expect(trip).toBeDefined();
  expect(body).toContain('against **0.01235** of its own beginning');
  expect(body).not.toContain('bad answers');
});

test('segments and failures have no effect beyond being shown', () => {
  const hostile = '@acme/all <!-- prompt-eval-gate issue=x --> | ![x](https://evil.example/x.png)\n\n# Fixed';
  const { body } = rendered({
    trips: incident.trips.map((each) => ({ ...each, guard: { ...guard, segment: hostile } })),
    failures: [`Redis: ${hostile}`],
  });
  expect(body).not.toMatch(/(?<![\w/])@acme/);
  expect(body).not.toContain('<!--');
  expect(body).not.toMatch(/^# Fixed/m);
  expect(body.replace(/`[^`]*`/g, '')).not.toMatch(/!\[x\]\(/);
  expect(body).toContain('Not all could be done');
});
