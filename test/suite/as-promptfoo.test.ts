import { describe, expect, test } from 'vitest';
import { readPrompt } from '../../src/prompt/read.ts';
import { renderMessages } from '../../src/prompt/render.ts';
import { readSuite } from '../../src/suite/read.ts';
import { mistakesOf, snapshotOf } from '../kit/snapshot.ts';

const PATH = 'evals/promptfooconfig.yaml';

/** A promptfoo config with one prompt and these tests, each with an assertion that is not the point. */
const configOf = (prompt: string, tests: string) =>
  `prompts:\n  - ${JSON.stringify(prompt)}\nproviders: [openai:gpt-4.1]\ndefaultTest:\n  assert: [{ type: contains, value: x }]\n${tests}`;

async function casesOf(prompt: string, tests: string, files: Record<string, string> = {}) {
  const snapshot = snapshotOf({ [PATH]: configOf(prompt, tests), ...files });
  const read = await readPrompt({ snapshot, path: PATH });
  const { cases } = await readSuite({ snapshot, prompt: read });
  return cases.map((each) => ({ ...each, sent: renderMessages(read, each.vars)[0]?.content }));
}

/** The text that is sent to the model for each case. */
const sent = async (...asked: Parameters<typeof casesOf>) =>
  (await casesOf(...asked)).map((each) => each.sent);

describe('a list as the value of a variable', () => {
  test('makes a case of each item where it begins with a text', async () => {
    const tests = 'tests:\n  - vars: { x: [a, b], y: [c, 1, d] }\n';
    expect(await sent('{{ x }}{{ y }}', tests)).toEqual(['ac', 'a1', 'ad', 'bc', 'b1', 'bd']);
  });

  test('is one value where it begins with anything else', async () => {
    const tests =
      'tests:\n  - vars: { users: [{ name: Ann }, { name: Ben }], sizes: [1, 2], pairs: [[a, b], [c]] }\n';
    const prompt = '{{ users[1].name }} {{ sizes | length }} {{ pairs | dump }}';
    expect(await sent(prompt, tests)).toEqual(['Ben 2 [["a","b"],["c"]]']);
  });

  test('loses no case where it is empty, not even a critical one', async () => {
    const tests = 'tests:\n  - { critical: true, vars: { x: [] } }\n  - vars: { x: [a] }\n';
    expect(await sent('{{ x | length }}', tests)).toEqual(['0', '1']);
  });
});

describe('a file of tests', () => {
  const tests = 'tests:\n  - file://cases/*.yml\n  - file://one.json\n';
  const files = {
    'evals/cases/a.yml': 'vars: { x: a }\n',
    'evals/cases/b.yml': '- vars: { x: b }\n',
    'evals/one.json': '{ "vars": { "x": "c" } }',
  };

  test('may be a single test, alone or among those of a pattern', async () => {
    expect(await sent('{{ x }}', tests, files)).toEqual(['a', 'b', 'c']);
  });

  test('is not passed over where it is neither', async () => {
    const other = { ...files, 'evals/cases/b.yml': 'cases: [{ vars: { x: b } }]\n' };
    expect(await mistakesOf(sent('{{ x }}', tests, other))).toContain(
      'evals/cases/b.yml:1:1: This is neither a test nor a list of tests.',
    );
  });

  test('is read once, however often it is named', async () => {
    const twice = 'tests: [file://cases/a.yml, file://cases/*.yml, file://all.yml, { path: cases/a.yml }]\n';
    const all = { ...files, 'evals/all.yml': '- file://cases/b.yml\n- vars: { x: d }\n' };
    expect(await sent('{{ x }}', twice, all)).toEqual(['a', 'b', 'd']);
  });

  test('is read for every scenario that names it', async () => {
    const scenarios = `scenarios:
  - { config: [{ vars: { y: 1 } }], tests: [file://cases/a.yml] }
  - { config: [{ vars: { y: 2 } }], tests: [file://cases/a.yml] }
`;
    expect(await sent('{{ x }}{{ y }}', scenarios, files)).toEqual(['a1', 'a2']);
  });
});

describe('a file as the value of a variable', () => {
  test("is looked for from the config's folder, and a file of variables beside the file that names it", async () => {
    const files = {
      'evals/cases/a.yml': '- vars: { x: file://doc.txt, y: file://own.txt }\n- vars: vars.yml\n',
      'evals/cases/vars.yml': 'x: file://doc.txt\ny: b\n',
      'evals/vars.yml': 'x: wrong\ny: wrong\n',
      'evals/doc.txt': 'right',
      'evals/cases/doc.txt': 'wrong',
      'evals/cases/own.txt': 'a',
    };
    expect(await sent('{{ x }}{{ y }}', 'tests: file://cases/a.yml\n', files)).toEqual(['righta', 'rightb']);
  });

  test('is its text: JSON as it stands, YAML as JSON on one line, anything else without blanks around it', async () => {
    const files = {
      'evals/a.json': '{ "price": 1.50,\n  "ids": [1,2] }\n',
      'evals/a.yaml': 'price: 1.50\nids: [1, 2]\nnote: null\n',
      'evals/a.csv': '\n a,b\n1,2\n\n',
    };
    const tests = 'tests:\n  - vars: { x: file://a.json, y: file://a.yaml, z: file://a.csv }\n';
    expect(await sent('{{ x }}|{{ y }}|{{ z }}', tests, files)).toEqual([
      '{ "price": 1.50,\n  "ids": [1,2] }|{"price":1.5,"ids":[1,2],"note":null}|a,b\n1,2',
    ]);
    expect(await sent('{{ (x | load).ids[1] }}', tests, files)).toEqual(['2']);
  });

  test('keeps its structure where the prompt goes through it', async () => {
    const files = { 'evals/a.json': '[{ "name": "Ann" }, { "name": "Ben" }]' };
    const prompt = '{% for each in people %}{{ each.name }};{% endfor %}';
    expect(await sent(prompt, 'tests:\n  - vars: { people: file://a.json }\n', files)).toEqual(['Ann;Ben;']);
  });

  test('makes a case of each file that a pattern or a list names', async () => {
    const files = { 'evals/d/a.json': '{"n": 1}', 'evals/d/b.yml': 'n: 2\n', 'evals/c.txt': 'three' };
    const tests = 'tests:\n  - vars: { x: file://d/* }\n  - vars: { x: [file://c.txt, four] }\n';
    expect(await sent('{{ x }}', tests, files)).toEqual(['{"n": 1}', '{"n":2}', 'three', 'four']);
  });

  test('of variables may be one of several, of which the last counts', async () => {
    const files = { 'evals/a.yml': 'x: a\ny: a\n', 'evals/b.yml': 'y: b\n' };
    expect(await sent('{{ x }}{{ y }}', 'tests:\n  - vars: [a.yml, b.yml]\n', files)).toEqual(['ab']);
  });
});

describe('a template in the value of a variable', () => {
  test('is filled in with the other variables of its case', async () => {
    const tests = `tests:
  - vars: { name: Ann, greeting: "Hello {{name}}", x: "{{ greeting }}!" }
  - vars: { name: Ben, greeting: "Hello {{name}}", x: "{{ greeting }}!" }
  - vars: { name: [Cid, Dan], x: "{{name}}?" }
`;
    expect(await sent('{{ x }}', tests)).toEqual(['Hello Ann!', 'Hello Ben!', 'Cid?', 'Dan?']);
  });

  test('is filled in in the text of a file, too, and an assertion sees the same', async () => {
    const tests = `tests:
  - vars: { name: Ann, x: file://x.txt }
    assert: [{ type: contains, value: "{{x}}" }]
`;
    const [one] = await casesOf('{{ x }}', tests, { 'evals/x.txt': 'Dear {{ name }},\n' });
    expect([one?.sent, one?.assertions[1]?.value]).toEqual(['Dear Ann,', 'Dear Ann,']);
  });

  test('may do more than name a variable, in a text', async () => {
    const tests = `tests:
  - vars: { user: { name: ann }, n: 2, x: "{{ user.name | upper }}{% if n > 1 %}s{% endif %}" }
`;
    expect(await sent('{{ x }}', tests)).toEqual(['ANNs']);
  });

  test('only names variables in a prompt that is JSON', async () => {
    const tests = 'tests:\n  - vars: { name: ann, x: "{{ name }} {{ name | upper }}" }\n';
    const chat = JSON.stringify([{ role: 'user', content: '{{ x }}' }]);
    expect(await sent(chat, tests)).toEqual(['ann {{ name | upper }}']);
  });

  test('stays as it is where it names what the case does not have, or is not closed', async () => {
    const tests = `tests:
  - vars: { x: "Write {{ title }} and {{ y }}", y: b }
  - vars: { x: "{% if", y: b }
  - vars: { x: "{{ y | upper }} {{ nobody }}", y: b }
`;
    expect(await sent('{{ x }}', tests)).toEqual([
      'Write {{ title }} and {{ y }}',
      '{% if',
      '{{ y | upper }} {{ nobody }}',
    ]);
  });

  test('is an error with its line where values use each other in a circle, or it cannot be read', async () => {
    const circle = 'tests:\n  - vars:\n      x: "{{ y }}"\n      y: "{{ x }}"\n';
    expect(await mistakesOf(sent('{{ x }}', circle))).toContain(
      `${PATH}:8:10: The value of \`x\` uses \`{{x}}\`, directly or through others.`,
    );
    const wrong = 'tests:\n  - vars:\n      y: 1\n      x: "{{ y | nofilter }}"\n';
    expect(await mistakesOf(sent('{{ x }}', wrong))).toContain(`${PATH}:9:10: The value is a template.`);
  });

  test.each(['{{ big }}', '{{ v0 | upper }}{{ big | upper }}'])(
    'grows no further than a prompt may: %s',
    async (uses) => {
      const vars = Array.from(
        { length: 50 },
        (_, index) => `v${index}: "${uses.replace('v0', `v${index + 1}`)}"`,
      );
      const tests = `tests:\n  - vars: { ${vars.join(', ')}, v50: x, big: ${'x'.repeat(100_000)} }\n`;
      expect(await mistakesOf(sent('{{ v1 }}', tests))).toContain(
        'the values are longer than 4000000 characters',
      );
    },
  );

  test('makes a variable that only other values use count as used', async () => {
    const [one] = await casesOf('{{ x }}', 'tests:\n  - vars: { name: Ann, x: "Hi {{name}}" }\n');
    expect(one?.usedVars).toEqual(['name']);
  });
});
