import { describe, expect, test } from 'vitest';
import type { GateEvent } from '../../src/github/event.ts';
import { isSilent } from '../../src/github/silence.ts';
import { publishedNotice } from '../../src/report/telling/notices.ts';
import { registryPlan } from '../kit/registry-plans.ts';
import { promptResult, result } from '../kit/result-parts.ts';

const nothingChanged = result('pass', { prompts: [] });

function pullRequest(comments: number | null): GateEvent {
  return {
    kind: 'pull-request',
    base: 'main',
    head: 'b82e6d0f4417c95a3d20e1f67a98c4b5de013f92',
    repository: { owner: 'acme', repo: 'prompts' },
    pullRequest: {
      number: 7,
      fork: false,
      secretsOnFork: false,
      comments,
      labels: [],
      labelled: null,
      branch: null,
    },
    trusted: true,
    scope: 'pull request 7',
  };
}

function silent(changes: Partial<Parameters<typeof isSilent>[0]> = {}): boolean {
  return isSilent({
    result: nothingChanged,
    event: pullRequest(0),
    commentMode: 'always',
    run: { attempt: 1 },
    ...changes,
  });
}

test('nothing changed and there is no comment yet: GitHub is not called', () => {
  expect(silent()).toBe(true);
});

test('what an edit of the registry will do is reported, though no prompt changes', () => {
  expect(silent({ result: result('pass', { prompts: [], registryPlan: registryPlan() }) })).toBe(false);
  const notices = [publishedNotice({ code: 'prompt-goes-on-serving', name: 'support', serving: [] })];
  expect(silent({ result: result('pass', { prompts: [], notices }) })).toBe(false);
});

test('a change or an error is reported', () => {
  const prompt = promptResult('prompts/support.md', { verdict: 'pass' });
  expect(silent({ result: result('pass', { prompts: [prompt] }) })).toBe(false);
  for (const verdict of ['block', 'error'] as const)
    expect(silent({ result: result(verdict, { prompts: [] }) })).toBe(false);
});

describe('nothing changed, but a comment of an earlier push may be there', () => {
  test('where there are comments, or the event does not say', () => {
    expect(silent({ event: pullRequest(1) })).toBe(false);
    expect(silent({ event: pullRequest(null) })).toBe(false);
  });

  test('at a second attempt, long after the event was sent', () => {
    expect(silent({ run: { attempt: 2 } })).toBe(false);
  });

  test('is not looked for if no comment is wanted, or there is no pull request', () => {
    expect(silent({ event: pullRequest(3), commentMode: 'never' })).toBe(true);
    expect(silent({ event: { ...pullRequest(3), pullRequest: null } })).toBe(true);
  });
});
