import { diffLines } from 'diff';
import { expect, test } from 'vitest';
import { readPrompt } from '../../src/prompt/read.ts';
import { type NewTest, withCases } from '../../src/suite/add-cases.ts';
import { halfOf } from '../../src/suite/halves.ts';
import { readSuite } from '../../src/suite/read.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const added: NewTest = {
  description: 'new: one # of them',
  vars: { question: 'first line\n- second\n\nthird: "x"', other: '{ }' },
  assert: [{ type: 'icontains', value: 'yes' }],
};

/** What a suite's file reads as, by description. */
async function casesOf(path: string, text: string) {
  const snapshot = snapshotOf({ 'ask.md': '{{question}} {{other}}', [path]: text });
  const prompt = await readPrompt({ snapshot, path: 'ask.md' });
  const suite = await readSuite({ snapshot, prompt, entry: { kind: 'entry', path: 'ask.md', suite: path } });
  return suite.cases.map(({ description, vars, assertions }) => ({
    description,
    vars,
    values: assertions.map(({ value }) => value),
  }));
}

const read = (description: string, question: string) => ({
  description,
  vars: { question },
  values: ['no'],
});
const written = { description: added.description, vars: added.vars, values: ['yes'] };

test.each([
  [
    'a list under `tests:` with comments, and more keys below',
    'suite.yml',
    `# head
tests:
  - description: a   # why
    vars: { question: q }
    assert: [{ type: icontains, value: "no" }]
  # about b
  - description: b
    assert:
      - type: icontains
        value: "no"
    vars:
      question: |-
        r
# below
scenarios: []
`,
  ],
  [
    'a bare list without a last line end',
    'suite.yml',
    `- { description: a, vars: { question: q }, assert: [{ type: icontains, value: "no" }] }
- { description: b, vars: { question: r }, assert: [{ type: icontains, value: "no" }] }`,
  ],
  [
    'JSON',
    'suite.json',
    `{
  "tests": [
    { "description": "a", "vars": { "question": "q" }, "assert": [{ "type": "icontains", "value": "no" }] },
    { "description": "b", "vars": { "question": "r" }, "assert": [{ "type": "icontains", "value": "no" }] }
  ]
}
`,
  ],
  [
    'lines of JSON',
    'suite.jsonl',
    `{"description":"a","vars":{"question":"q"},"assert":[{"type":"icontains","value":"no"}]}
{"description":"b","vars":{"question":"r"},"assert":[{"type":"icontains","value":"no"}]}
`,
  ],
])('a case is added to %s: it reads as it was given, and every line stays', async (_, path, text) => {
  const result = withCases(text, path, [added]) ?? '';
  expect(await casesOf(path, result)).toEqual([read('a', 'q'), read('b', 'r'), written]);
  const changes = diffLines(`${text.trimEnd()}\n`, result);
  const lost = changes.flatMap(({ removed, value }) => (removed ? value.trimEnd().split('\n') : []));
  // Behind the last item of JSON comes a comma.
  expect(lost.filter((line) => !result.includes(`${line},\n`))).toEqual([]);
});

test('Windows line ends stay', () => {
  const text = 'tests:\r\n  - vars: { question: q }\r\n';
  const result = withCases(text, 'suite.yml', [added]) ?? '';
  expect(result.startsWith(text)).toBe(true);
  expect(result.replaceAll('\r\n', '')).not.toContain('\n');
});

test('a table, a program and an empty list cannot be added to', () => {
  expect(withCases('question,__expected\nq,a\n', 'suite.csv', [added])).toBeNull();
  expect(withCases('tests: file://tests.js\n', 'suite.yml', [added])).toBeNull();
  expect(withCases('tests: []\n', 'suite.yml', [added])).toBeNull();
});

test('a case stays in its half, variants are in the half of their case, and the halves are about even', () => {
  const ids = Array.from({ length: 2000 }, (_, index) => `case ${index}`);
  const halves = ids.map((id) => halfOf({ id }));
  expect(ids.map((id, index) => halfOf({ id: `variant ${index}`, group: id }))).toEqual(halves);
  const training = halves.filter((half) => half === 'training').length;
  expect(Math.abs(training - 1000)).toBeLessThan(100);
});
