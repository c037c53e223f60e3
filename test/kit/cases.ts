import type { CaseFigures, CaseOutcome, CaseRecord, CaseSource } from '../../src/domain/case-result.ts';

/** Every tenth case newly fails or so: the standings of ten cases in a row. */
const STANDINGS: CaseOutcome['standing'][] = [
  ...['newly-failing', 'failing', 'newly-passing', 'errored'].filter(isStanding),
  ...Array.from({ length: 6 }, () => 'passing' as const),
];
const SEGMENTS = ['enterprise', 'standard', 'premium'];
const INSTRUCTIONS = [
  'You are the support assistant of Harbour, a hosted database.',
  'Answer from the facts. If they do not cover the question, say so.',
  'Be brief, and never promise what a contract does not say.',
];

function isStanding(name: string): name is CaseOutcome['standing'] {
  return ['newly-failing', 'failing', 'newly-passing', 'passing', 'errored'].includes(name);
}

/** So many cases of a prompt, in all standings, with their texts. */
export function manyCases(path: string, count: number): CaseSource {
  function* records(): Generator<CaseRecord> {
    for (let index = 0; index < count; index += 1) yield record(index);
  }
  return {
    outcomesOf: (asked) => (asked === path ? records() : []),
    recordsOf: (asked) => (asked === path ? records() : []),
  };
}

function record(index: number): CaseRecord {
  const standing = STANDINGS[index % STANDINGS.length] ?? 'passing';
  const question = `How do I restore backup ${index} of our staging project?`;
  const sent = (rule: string) => [
    { role: 'system', content: [...INSTRUCTIONS, rule].join('\n') },
    { role: 'user', content: question },
  ];
  const answer = (rest: string) =>
    `Open Backups, choose number ${index} and press Restore. ${rest} Your reference is ${index}.`;
  return {
    id: `case-${index}`,
    description: `restores backup ${index}`,
    segments: [SEGMENTS[index % SEGMENTS.length] ?? 'enterprise'],
    critical: index === 0,
    severe: false,
    place: `evals/support.yml:${10 + index * 8}:5`,
    standing,
    baseline: figures(index, standing === 'failing' || standing === 'newly-passing', false),
    candidate: figures(index, standing === 'failing' || standing === 'newly-failing', standing === 'errored'),
    texts: {
      baseline: { messages: sent('Answer in English.'), answer: answer('It takes four minutes.') },
      candidate: {
        messages: sent('When in doubt, escalate.'),
        answer:
          standing === 'passing'
            ? answer('It takes four minutes.')
            : standing === 'errored'
              ? null
              : answer('I am connecting you with a specialist.'),
      },
    },
  };
}

function figures(index: number, fails: boolean, errs: boolean): CaseFigures {
  const spread = 1 + ((index * 37) % 100) / 100;
  const failure = {
    type: 'icontains',
    reason: 'expected the answer to contain “contract”; it was “Open Backups …”',
    place: 'evals/support.yml:4:7',
  };
  return {
    passes: fails || errs ? 0 : 1,
    trials: errs ? 0 : 1,
    failures: fails ? [failure] : [],
    ...(!errs && { judged: [judgement(fails)] }),
    ...(errs && { errors: ['timeout: no answer came within 60 s.'] }),
    inputTokens: errs ? null : 400 * spread,
    outputTokens: errs ? null : 90 * spread,
    cachedInputTokens: errs ? null : 0,
    usd: errs ? null : 0.0004 * spread,
    latencyMs: errs ? null : 800 * spread,
  };
}

function judgement(fails: boolean): NonNullable<CaseFigures['judged']>[number] {
  const says = fails ? 'It escalates without need.' : 'It names the page and the button.';
  return {
    type: 'llm-rubric',
    passed: !fails,
    score: fails ? 0.25 : 0.875,
    reason: `expected the answer to meet “tells how to do it”; the judge says: “${says}”`,
    place: 'evals/support.yml:5:7',
  };
}
