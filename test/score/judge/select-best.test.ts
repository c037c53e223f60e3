import { describe, expect, it } from 'vitest';
import type { Trial, TrialResult } from '../../../src/domain/trial.ts';
import type { Ask, JudgeRequest } from '../../../src/score/judge/ask.ts';
import { withRivals } from '../../../src/score/rivals.ts';
import { scoreAnswer } from '../../../src/score/score.ts';
import { answerOf, assertionOf, caseOf, complaints } from '../../kit/scoring.ts';

const testCase = caseOf([assertionOf('select-best', { value: 'Names the page.' })]);

/** A judge that decides from the two answers as it is shown them. */
function judging(decide: (first: string, second: string) => string): { ask: Ask; asked: JudgeRequest[] } {
  const asked: JudgeRequest[] = [];
  return {
    asked,
    async ask(request) {
      asked.push(request);
      const shown = request.messages.map(({ content }) => content).join('\n');
      const between = (name: string) =>
        new RegExp(`<<<${name} (\\w+)\\n([\\s\\S]*?)\\n${name} \\1>>>`).exec(shown)?.[2];
      const better = decide(between('first') ?? '', between('second') ?? '');
      return { ok: true, text: JSON.stringify({ reason: 'r', better }) };
    },
  };
}

const byLength = (first: string, second: string) =>
  first.length === second.length ? 'neither' : first.length > second.length ? 'first' : 'second';

async function pair(one: string, other: string, ask: Ask) {
  const [a, b] = [answerOf(one), answerOf(other)];
  return [
    await scoreAnswer(a, testCase, { ask, rival: b }),
    await scoreAnswer(b, testCase, { ask, rival: a }),
  ].map((score) => (score.errored ? score.errored.message : score.passed));
}

describe('select-best', () => {
  it('the better answer passes, the other fails', async () => {
    const { ask } = judging(byLength);
    expect(await pair('Open Settings > Backups.', 'Yes.', ask)).toEqual([true, false]);
    expect(await pair('Yes.', 'Open Settings > Backups.', ask)).toEqual([false, true]);
  });

  it.each([
    ['a preference that turns with the order', () => 'first'],
    ['none in either order', () => 'neither'],
    [
      'one that is there in one order only',
      (first: string) => (first.startsWith('Open') ? 'first' : 'neither'),
    ],
  ])('%s is a tie: both pass', async (_, decide) => {
    expect(await pair('Open Settings.', 'See Backups.', judging(decide).ask)).toEqual([true, true]);
  });

  it('both arms ask the same two questions, in which nothing says whose answer is whose', async () => {
    const { ask, asked } = judging(byLength);
    await pair('Open Settings > Backups.', 'Yes.', ask);
    expect(asked).toHaveLength(4);
    expect(new Set(asked.map((request) => JSON.stringify(request))).size).toBe(2);
    expect(JSON.stringify(asked)).not.toMatch(/baseline|candidate|pull request/i);
  });

  it('the same answer twice, or no other arm, is not worth a question', async () => {
    const { ask, asked } = judging(byLength);
    expect(await pair('Yes.', 'Yes.', ask)).toEqual([true, true]);
    expect((await scoreAnswer(answerOf('Yes.'), testCase, { ask })).passed).toBe(true);
    expect(asked).toEqual([]);
  });

  it('an unreadable reply, a failed call and an errored rival make the trial errored', async () => {
    expect(await pair('a', 'bc', judging(() => 'both').ask)).toEqual(
      Array(2).fill('The judge of `select-best` gave a reply that cannot be read.'),
    );
    const failure = { kind: 'server' as const, message: 'Down.', transient: true, fatal: false };
    expect(await pair('a', 'bc', async () => ({ ok: false, failure }))).toEqual(
      Array(2).fill('The judge of `select-best`: Down.'),
    );
    const { ask } = judging(byLength);
    const alone = await scoreAnswer(answerOf('a'), testCase, { ask, rival: null });
    expect(alone.errored?.message).toContain('no answer of the other arm');
  });

  it('turned round it would say nothing', () => {
    expect(complaints('not-select-best', { value: 'x' }, { ask: judging(byLength).ask })).toContain(
      'says nothing',
    );
    expect(complaints('select-best', { value: 'x' }, { ask: judging(byLength).ask })).toBe('');
    expect(complaints('select-best', {}, { ask: judging(byLength).ask })).toContain('needs a `value`');
  });
});

describe('answers that are compared', () => {
  const trial = (caseId: string, arm: Trial['arm'], index = 0): Trial => ({
    prompt: 'p',
    caseId,
    arm,
    index,
    request: { target: { provider: 'openai', model: 'm', baseUrl: 'https://example.invalid' }, body: {} },
    scope: '',
  });
  const { costUsd: _, ...answer } = answerOf('x');
  const result = (of: Trial): TrialResult => ({
    trial: of,
    key: '',
    status: 'answered',
    answer,
    fromStore: false,
  });
  const told = async (trials: Trial[]) => {
    const seen: string[] = [];
    const name = ({ trial: { caseId, arm, index } }: TrialResult) => `${caseId} ${arm} ${index}`;
    async function* results() {
      yield* trials.map(result);
    }
    const compares = ({ caseId }: Trial) => caseId !== 'plain';
    for await (const { result: one, rival } of withRivals(results(), compares)) {
      seen.push(`${name(one)} / ${rival ? name(rival) : rival}`);
    }
    return seen;
  };

  it('wait for the other arm’s, in whatever order they come; the others do not', async () => {
    expect(
      await told([
        trial('a', 'candidate'),
        trial('plain', 'candidate'),
        trial('b', 'baseline'),
        trial('a', 'candidate', 1),
        trial('b', 'candidate'),
        trial('a', 'baseline'),
        trial('a', 'baseline', 1),
      ]),
    ).toEqual([
      'plain candidate 0 / undefined',
      'b baseline 0 / b candidate 0',
      'b candidate 0 / b baseline 0',
      'a candidate 0 / a baseline 0',
      'a baseline 0 / a candidate 0',
      'a candidate 1 / a baseline 1',
      'a baseline 1 / a candidate 1',
    ]);
  });

  it('come out alone where the other never comes', async () => {
    expect(await told([trial('a', 'candidate')])).toEqual(['a candidate 0 / null']);
  });
});
