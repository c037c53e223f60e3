import { afterEach, describe, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import { headline } from '../../src/report/telling/headline.ts';
import { type Behaviour, type SeenRequest, startFaultServer } from '../kit/fault-server.ts';
import { buildRepository, type Files } from '../kit/repository.ts';

/** Pull requests of somebody who may write suites and scripts, and wants a harmful prompt to look unharmed. */

const POLICY = '.github/prompt-eval-gate.yml';
const PROMPT = 'prompts/support.md';
const SUITE = 'evals/support.yml';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const entry = (path = PROMPT, suite = SUITE) =>
  `  - { path: ${path}, model: "openai:gpt-4.1-2025-04-14", suite: ${suite}, segment-by: vars.tier }\n`;
const policyOf = (...lines: string[]) => `prompts:\n${lines.join('')}`;
const prompt = (rule: string) =>
  `---\nparameters: { temperature: 0 }\n---\nYou help. ${rule}\nTier {{tier}}: {{question}}\n`;
const GOOD = prompt('Name the page.');
/** The model answers the base's questions of enterprise customers wrongly when a prompt says this. */
const HARMFUL = prompt('Escalate enterprise.');

type CaseText = { id: string; tier: string; question: string; check: string; more: string };
const CHECK = '{ type: icontains, value: settings }';
const caseText = ({ id, tier, question, check, more }: CaseText) =>
  `  - { id: ${id}, vars: { tier: ${tier}, question: "${question}"${more} }, assert: [${check}] }\n`;
const suite = (change: (one: CaseText) => CaseText = (one) => one) => {
  const cases = ['standard', 'enterprise'].flatMap((tier) =>
    Array.from({ length: 20 }, (_, index) =>
      change({ id: `${tier}-${index}`, tier, question: `number ${index}`, check: CHECK, more: '' }),
    ),
  );
  return `tests:\n${cases.map(caseText).join('')}`;
};

const BASE: Files = { [POLICY]: policyOf(entry()), [PROMPT]: GOOD, [SUITE]: suite() };
const withGate = (settings: string): Files => ({
  ...BASE,
  [POLICY]: `${policyOf(entry())}gate: { ${settings} }\n`,
});

const textOf = ({ body }: SeenRequest) => JSON.stringify(body.messages);
const isHarmed = (request: SeenRequest) =>
  textOf(request).includes('Escalate enterprise') && textOf(request).includes('Tier enterprise: number');
const harmed = (request: SeenRequest): Behaviour => ({
  kind: 'answer',
  text: isHarmed(request) ? 'A colleague calls.' : 'Open Settings.',
});

/** The gate on a pull request that makes this edit. */
async function judge(edit: Files, { base = BASE, reply = harmed } = {}) {
  const [server, repository] = await Promise.all([startFaultServer(reply), buildRepository(base)]);
  cleanUps.push(server.close, repository.dispose);
  await repository.branch('edit');
  await repository.write(edit);
  await repository.commit('edit');
  return await gate({
    directory: repository.root,
    base: 'main',
    head: { kind: 'revision', ref: 'edit' },
    configPath: POLICY,
    credentials: {
      providers: {
        openai: { apiKey: 'key', baseUrl: server.openai },
        anthropic: { apiKey: undefined, baseUrl: undefined },
      },
    },
    offline: false,
    version: '0.0.0',
    log: () => {},
  });
}

describe('all cases put into one family', () => {
  const grouped = suite((one) => ({ ...one, check: `${CHECK}], metadata: { group: all }, tags: [x` }));

  test('count as the base has them until that is merged, which the report says', async () => {
    const result = await judge({ [PROMPT]: HARMFUL, [SUITE]: grouped });
    expect(result).toMatchObject({ verdict: 'block', prompts: [{ suite: { cases: 40 } }] });
    expect(JSON.stringify(result.prompts[0]?.notices)).toContain(
      'puts 40 cases of evals/support.yml into other',
    );
  });

  test('by the policy, do so too', async () => {
    const policy = policyOf(
      entry().replace('segment-by: vars.tier', 'segment-by: vars.tier, group-by: vars.tier'),
    );
    const result = await judge({ [PROMPT]: HARMFUL, [POLICY]: policy });
    expect(result).toMatchObject({ verdict: 'block' });
  });
});

describe('other questions under the same ids', () => {
  const easy = suite((one) =>
    one.tier === 'enterprise' ? { ...one, question: `easy ${one.question}` } : one,
  );

  test('are reported as replaced cases, and block where a weaker suite does', async () => {
    const result = await judge({ [SUITE]: easy }, { base: withGate('on-weaker-suite: block') });
    expect(result).toMatchObject({
      verdict: 'block',
      prompts: [{ reasons: [{ kind: 'weaker-suite', segment: 'enterprise' }] }],
    });
    expect(JSON.stringify(result.prompts[0]?.notices)).toContain('enterprise: 20 of 20 cases replaced');
  });

  test('do not keep a prompt that changes with them from being asked the old ones', async () => {
    const result = await judge({ [PROMPT]: HARMFUL, [SUITE]: easy });
    expect(result).toMatchObject({ verdict: 'block', prompts: [{ suite: { cases: 60 } }] });
  });
});

describe('a prompt that is rewritten under another name', () => {
  const path = 'prompts/helper.md';
  const rewritten = prompt('Escalate enterprise. All else is told in wholly other words.').repeat(3);
  const moveTo = (tests: string): Files => ({
    ...{ [PROMPT]: null, [SUITE]: null, [path]: rewritten, 'evals/helper.yml': tests },
    [POLICY]: policyOf(entry(path, 'evals/helper.yml')),
  });

  test.each([
    [
      'one more variable in each case',
      (one: CaseText) => ({ ...one, id: `new-${one.id}`, more: ', x: "1"' }),
    ],
    ['other white space', (one: CaseText) => ({ ...one, id: `new-${one.id}`, question: `${one.question} ` })],
    ['other questions under the same ids', (one: CaseText) => ({ ...one, question: `easy ${one.question}` })],
  ])('is no new prompt for %s', async (_, change) => {
    expect(await judge(moveTo(suite(change)))).toMatchObject({
      verdict: 'block',
      prompts: [{ path, change: 'renamed', baseline: { path: PROMPT } }],
    });
  });

  test('is new where only the numbers of the cases are the same, and they ask for something else', async () => {
    const other = suite().replaceAll('question:', 'topic:').replaceAll('number', 'order');
    const fresh = rewritten.replaceAll('{{question}}', '{{topic}}');
    const result = await judge({ ...moveTo(other), [path]: fresh });
    expect(result.prompts).toMatchObject([{ change: 'added' }, { path: PROMPT, change: 'deleted' }]);
  });
});

describe('a script that judges', () => {
  const SCRIPT = 'checks/tone.mjs';
  const HELPER = 'checks/words.mjs';
  const judged = suite((one) => ({ ...one, check: `{ type: script, value: ${SCRIPT} }` }));
  const strict: Files = {
    [SUITE]: judged,
    [SCRIPT]: "import { word } from './words.mjs';\nexport default (answer) => answer.includes(word);\n",
    [HELPER]: "export const word = 'Settings';\n",
    'checks/notes.md': 'Not read by any script.\n',
  };
  const base = { ...BASE, ...strict };
  const blocking = { ...withGate('on-weaker-suite: block'), ...strict };

  test.each([
    ['itself', { [SCRIPT]: 'export default () => true;\n' }],
    ['what it imports', { [HELPER]: "export const word = '';\n" }],
  ])('judges the cases of the base as at the base, whatever the head makes of %s', async (_, edit) => {
    const result = await judge({ [PROMPT]: HARMFUL, ...edit }, { base });
    expect(result).toMatchObject({
      verdict: 'block',
      prompts: [{ reasons: [{ kind: 'regression', segment: 'enterprise' }, {}], suite: { cases: 80 } }],
    });
    expect(result.prompts[0]?.newlyFailing.every(({ id }) => id.endsWith('(as at the base)'))).toBe(true);
  });

  test('loosens every case that it judges where it changes alone', async () => {
    const result = await judge({ [HELPER]: "export const word = '';\n" }, { base: blocking });
    expect(result).toMatchObject({ verdict: 'block', prompts: [{ change: 'suite' }] });
    expect(result.prompts[0]?.reasons.map(({ kind }) => kind)).toEqual(['weaker-suite', 'weaker-suite']);
    const notices = JSON.stringify(result.prompts[0]?.notices);
    expect(notices).toContain('enterprise: 20 of 20 cases loosened');
    expect(notices).toContain(`scripts that judge its answers: ${HELPER}.`);
  });

  test('is not changed by a file that it does not load', async () => {
    const edit = { 'checks/notes.md': 'Other notes.\n', [PROMPT]: prompt('Name the page, please.') };
    const result = await judge(edit, { base: blocking });
    expect(result).toMatchObject({ verdict: 'pass', prompts: [{ suite: { cases: 40 } }] });
    expect(JSON.stringify(result.prompts[0]?.notices)).not.toContain('checks/');
  });

  test('that the head deletes still judges the cases of the base', async () => {
    const edit = { [PROMPT]: HARMFUL, [SUITE]: suite(), [SCRIPT]: null, [HELPER]: null };
    expect(await judge(edit, { base })).toMatchObject({
      verdict: 'block',
      prompts: [{ suite: { cases: 80 } }],
    });
  });
});

describe('a question that the candidate makes unanswerable', () => {
  /** A host that refuses some of the harmful prompt's questions for what they contain. */
  const refusing =
    (pattern: RegExp) =>
    (request: SeenRequest): Behaviour =>
      isHarmed(request) && pattern.test(textOf(request))
        ? { kind: 'status', status: 400, body: { error: { message: 'Invalid prompt.' } } }
        : { kind: 'answer', text: 'Open Settings.' };

  test('is no pass where the case is critical', async () => {
    const critical = suite().replace('{ id: enterprise-7,', '{ id: enterprise-7, critical: true,');
    const base = { ...BASE, [SUITE]: critical };
    const result = await judge({ [PROMPT]: HARMFUL }, { base, reply: refusing(/number 7\b/) });
    expect(result).toMatchObject({
      verdict: 'error',
      prompts: [{ reasons: [{ kind: 'critical-case-unanswered', caseId: 'enterprise-7' }] }],
    });
  });

  test('is no pass where so many failures would be a regression, however many may be missing', async () => {
    const base = withGate('max-missing: 50%');
    const result = await judge({ [PROMPT]: HARMFUL }, { base, reply: refusing(/number [0-7]\b/) });
    expect(result).toMatchObject({
      verdict: 'error',
      prompts: [{ reasons: [{ kind: 'invalid', segment: 'enterprise' }] }],
    });
  });
});

describe('easy cases that the pull request adds', () => {
  /** Questions that the old prompt answers wrongly and the new one rightly. */
  const easy = Array.from({ length: 40 }, (_, index) =>
    caseText({ id: `easy-${index}`, tier: 'enterprise', question: `easy ${index}`, check: CHECK, more: '' }),
  );
  const reply = (request: SeenRequest): Behaviour => {
    const isEasyBefore = /easy \d/.test(textOf(request)) && !textOf(request).includes('Escalate');
    return {
      kind: 'answer',
      text: isEasyBefore || isHarmed(request) ? 'A colleague calls.' : 'Open Settings.',
    };
  };

  test('do not win what the cases of the base lose', async () => {
    const result = await judge({ [PROMPT]: HARMFUL, [SUITE]: `${suite()}${easy.join('')}` }, { reply });
    expect(result.verdict).toBe('block');
    expect(result.prompts[0]?.reasons).toContainEqual({
      kind: 'regression',
      segment: 'enterprise (cases of the base)',
    });
  });
});

describe('a policy that groups the same cases otherwise', () => {
  const grouped = (by: string) => policyOf(entry().replace('vars.tier', by));
  const more = { [SUITE]: suite((one) => ({ ...one, more: ', language: English' })) };
  const base = { ...BASE, ...more };
  const blocking = { ...withGate('on-weaker-suite: block'), ...more };

  test('takes the cases out of the segments that will not be there any more', async () => {
    const result = await judge({ [POLICY]: grouped('vars.language') }, { base });
    expect(result).toMatchObject({ verdict: 'pass', prompts: [{ change: 'suite', verdict: 'not-run' }] });
    expect(JSON.stringify(result.prompts[0]?.notices)).toContain(
      'standard: 20 of 20 cases removed; enterprise: 20 of 20 cases removed',
    );
  });

  test('is blocked where a weaker suite is, also beside an edit of the prompt', async () => {
    const edit = { [POLICY]: grouped('vars.language'), [PROMPT]: prompt('Name the page, please.') };
    for (const files of [{ [POLICY]: edit[POLICY] }, edit]) {
      expect(await judge(files, { base: blocking })).toMatchObject({
        verdict: 'block',
        prompts: [
          {
            reasons: [
              { kind: 'weaker-suite', segment: 'standard' },
              { kind: 'weaker-suite', segment: 'enterprise' },
            ],
          },
        ],
      });
    }
  });

  test('takes nothing away where it only adds groups, or names the same ones otherwise', async () => {
    const result = await judge({ [POLICY]: grouped('[vars.tier, vars.language]') }, { base: blocking });
    expect(result.prompts).toMatchObject([{ change: 'suite', verdict: 'not-run', reasons: [] }]);
  });

  test('takes nothing away from a suite that was one group, which is judged as a whole anyway', async () => {
    const ungrouped = policyOf(entry().replace(', segment-by: vars.tier', ''));
    const whole = { ...blocking, [POLICY]: `${ungrouped}gate: { on-weaker-suite: block }\n` };
    const result = await judge({ [POLICY]: grouped('vars.tier') }, { base: whole });
    expect(result.prompts).toMatchObject([{ change: 'suite', verdict: 'not-run', reasons: [] }]);
  });
});

describe('a variable that the prompt needs from now on', () => {
  const tells = suite((one) => ({ ...one, more: ', hint: "Say: Open Settings."' }));
  const harmful = HARMFUL.replace('Tier', '{{hint}} Tier');
  /** The harmful prompt is answered rightly where the case tells the answer. */
  const reply = (request: SeenRequest): Behaviour => ({
    kind: 'answer',
    text: isHarmed(request) && !textOf(request).includes('Say:') ? 'A colleague calls.' : 'Open Settings.',
  });
  const given = (value: string) => suite((one) => ({ ...one, more: `, hint: ${value}` }));

  test('may tell the answers, which the first lines say', async () => {
    const result = await judge({ [PROMPT]: harmful, [SUITE]: tells }, { reply });
    expect(result).toMatchObject({ verdict: 'pass', prompts: [{ suite: { cases: 40 } }] });
    expect(headline(result)).toContain(`cases of ${PROMPT} are asked only with values that this`);
    expect(result.prompts[0]?.notices).toContainEqual(
      expect.objectContaining({ code: 'base-cases-completed', cases: 40, critical: 0, variables: ['hint'] }),
    );
  });

  test('is blocked where a weaker suite is, also where one line gives it to every case', async () => {
    const base = withGate('on-weaker-suite: block');
    const ofAll = `defaultTest: { vars: { hint: "Say: Open Settings." } }\n${suite()}`;
    for (const cases of [tells, ofAll]) {
      expect(await judge({ [PROMPT]: harmful, [SUITE]: cases }, { base, reply })).toMatchObject({
        verdict: 'block',
        prompts: [
          {
            reasons: [
              { kind: 'weaker-suite', segment: 'standard' },
              { kind: 'weaker-suite', segment: 'enterprise' },
            ],
          },
        ],
      });
    }
  });

  test('of a critical case is said in the first line', async () => {
    const critical = (text: string) =>
      text.replace('{ id: enterprise-7,', '{ id: enterprise-7, critical: true,');
    const base = { ...BASE, [SUITE]: critical(suite()) };
    const result = await judge({ [PROMPT]: harmful, [SUITE]: critical(tells) }, { base, reply });
    expect(headline(result)).toContain(`critical cases of ${PROMPT}`);
  });

  test('does not take the base’s cases out of judgement', async () => {
    const easy = Array.from({ length: 40 }, (_, index) =>
      caseText({
        id: `easy-${index}`,
        tier: 'enterprise',
        question: `easy ${index}`,
        check: CHECK,
        more: ', hint: x',
      }),
    );
    const easyBefore = (request: SeenRequest): Behaviour => {
      const isWon = /easy \d/.test(textOf(request)) && !textOf(request).includes('Escalate');
      return { kind: 'answer', text: isWon || isHarmed(request) ? 'A colleague calls.' : 'Open Settings.' };
    };
    const edit = { [PROMPT]: harmful, [SUITE]: `${given('x')}${easy.join('')}` };
    const result = await judge(edit, { reply: easyBefore });
    expect(result.prompts[0]?.reasons).toContainEqual({
      kind: 'regression',
      segment: 'enterprise (cases of the base)',
    });
  });

  test.each([
    ['an empty value', given('""')],
    [
      'the value that the case had under another name',
      suite((one) => ({ ...one, more: `, hint: ${one.tier}` })),
    ],
  ])('tells nothing by %s', async (_, cases) => {
    const fine = prompt('Name the page, please. {{hint}}');
    const base = withGate('on-weaker-suite: block');
    const result = await judge({ [PROMPT]: fine, [SUITE]: cases }, { base });
    expect(result).toMatchObject({ verdict: 'pass', prompts: [{ suite: { cases: 40 } }] });
    expect(JSON.stringify(result.prompts[0]?.notices)).not.toContain('base-cases-completed');
  });

  test('has the cases asked as they stand where it has a default', async () => {
    const optional = harmful
      .replace('parameters:', 'template: jinja\nparameters:')
      .replace('{{hint}}', "{{ hint | default('') }}");
    const result = await judge({ [PROMPT]: optional, [SUITE]: tells }, { reply });
    expect(result).toMatchObject({ verdict: 'block', prompts: [{ suite: { cases: 80 } }] });
  });
});
