import { expect, test } from 'vitest';
import { verdictOfRun } from '../../src/verdict/run-verdict.ts';

test('a run passes when every prompt that was to be compared passes', () => {
  expect(verdictOfRun({ looked: true, prompts: ['pass', 'not-run', 'pass'], errors: 0 })).toBe('pass');
});

test('one prompt that blocks is enough, whatever failed beside it', () => {
  expect(verdictOfRun({ looked: true, prompts: ['pass', 'block'], errors: 0 })).toBe('block');
  expect(verdictOfRun({ looked: true, prompts: ['error', 'block'], errors: 3 })).toBe('block');
  expect(verdictOfRun({ looked: false, prompts: ['block'], errors: 1 })).toBe('block');
});

test('a prompt that could not be decided is an error of the run', () => {
  expect(verdictOfRun({ looked: true, prompts: ['pass', 'error', 'not-run'], errors: 0 })).toBe('error');
});

test('an error beside prompts that pass is an error of the run', () => {
  expect(verdictOfRun({ looked: true, prompts: ['pass', 'pass'], errors: 1 })).toBe('error');
  expect(verdictOfRun({ looked: true, prompts: [], errors: 1 })).toBe('error');
  expect(verdictOfRun({ looked: true, prompts: ['pass'], errors: Number.NaN })).toBe('error');
});

test('a change that concerns no prompt passes only where it was looked at', () => {
  expect(verdictOfRun({ looked: true, prompts: [], errors: 0 })).toBe('pass');
  expect(verdictOfRun({ looked: true, prompts: ['not-run'], errors: 0 })).toBe('pass');
  expect(verdictOfRun({ looked: false, prompts: [], errors: 0 })).toBe('error');
  expect(verdictOfRun({ looked: false, prompts: ['pass'], errors: 0 })).toBe('error');
});
