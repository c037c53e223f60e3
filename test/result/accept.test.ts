import { expect, test } from 'vitest';
import { acceptedResult, isAcceptable } from '../../src/result/accept.ts';
import {
  blockedPrompt,
  blockedResult,
  brokenMidwayResult,
  costExceededResult,
  noKeyResult,
  passingResult,
  severalPromptsResult,
} from '../kit/results.ts';

const acceptance = { by: 'ada', at: '2026-11-28T15:04:05Z', commit: 'a'.repeat(40), label: 'accept' };

test('a block passes, names the prompts and segments that it is about, and the prompts keep their verdict', () => {
  const accepted = acceptedResult(severalPromptsResult(), acceptance);
  expect(accepted).toMatchObject({ verdict: 'pass', accepted: acceptance });
  expect(accepted.prompts).toEqual(severalPromptsResult().prompts);
  expect(accepted.accepted?.prompts).toEqual([
    { path: 'prompts/reply.md', segments: [] },
    { path: 'prompts/support.md', segments: ['enterprise'] },
  ]);
  expect(accepted.notices[0]).toMatchObject({ code: 'block-accepted', gravity: 'alarm' });
});

test('what blocks for its cost names no segment', () => {
  expect(acceptedResult(costExceededResult(), acceptance).accepted?.prompts).toEqual([
    { path: 'prompts/reply.md', segments: [] },
  ]);
});

test('only a block can be accepted, and only where everything was decided', () => {
  expect(isAcceptable(blockedResult())).toBe(true);
  expect(isAcceptable(passingResult())).toBe(false);
  expect(isAcceptable(noKeyResult())).toBe(false);
  expect(isAcceptable(brokenMidwayResult())).toBe(false);
  const undecided = { ...blockedPrompt('prompts/other.md'), verdict: 'error' as const };
  expect(isAcceptable({ ...blockedResult(), prompts: [blockedPrompt(), undecided] })).toBe(false);
  const errors = [{ message: 'The model is unknown.', place: null, remedy: null }];
  expect(isAcceptable({ ...blockedResult(), errors })).toBe(false);
});
