import { expect, test } from 'vitest';
import { nameCases } from '../../src/result/case-names.ts';
import { caseOf } from '../kit/scoring.ts';

test('a case without a description is named by the text that distinguishes it from the others', () => {
  const cases = ['How do I sign in?', 'Where is my invoice?', 'Who are you?'].map((question, index) => ({
    ...caseOf([]),
    vars: { tier: index > 0 ? 'premium' : 'standard', question, age: 3 },
  }));
  const nameOf = nameCases(cases);
  expect(cases.map(nameOf)).toEqual(['How do I sign in?', 'Where is my invoice?', 'Who are you?']);
  expect(nameOf({ ...caseOf([]), description: 'signs in' })).toBe('signs in');
});

test('the data of an image names no case', () => {
  const cases = ['iVBORw0KGgo=', 'R0lGODlhAQ==', '/9j/4AAQ'].map((data, index) => ({
    ...caseOf([]),
    vars: { picture: `data:image/png;base64,${data}`, question: index === 0 ? 'What is it?' : 'Who is it?' },
  }));
  expect(cases.map(nameCases(cases))).toEqual(['What is it?', 'Who is it?', 'Who is it?']);
});

test('a case without any text has no name but its id', () => {
  const testCase = { ...caseOf([]), vars: { numbers: [1, 2], empty: ' ' } };
  expect(nameCases([testCase])(testCase)).toBeNull();
});
