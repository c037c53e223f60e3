import type { Judged } from '../../src/commands/gate.ts';
import type { Result } from '../../src/domain/result.ts';
import { acceptedResult } from '../../src/result/accept.ts';
import { brokenMidwayResult, latencyExceededResult, passingPrompt } from '../../test/kit/results.ts';
import { type Played, POLICY, PROMPT, play, SUITE } from './play.ts';
import {
  AS_MARKDOWN,
  careful,
  demo,
  escalating,
  few,
  INCLUDING,
  longer,
  policy,
  prompt,
  RULES,
  reworded,
  slightlyLonger,
  smaller,
  suite,
  WITH_CRITICAL,
} from './texts.ts';

/** One state of the report. */
export type Scene = {
  /** Name of its file. */
  name: string;
  /** What the pull request does, for the index. */
  title: string;
  /** What to see in it. */
  shows: string;
  judged: () => Promise<Judged>;
  /** What a terminal shows instead of a comment. */
  terminal?: (result: Result) => string | Promise<string>;
  /** It plays with a registry, which takes seconds. */
  isSlow?: boolean;
};

/** One part of the index. */
export type Chapter = { title: string; scenes: Scene[] };

const scene = (
  name: string,
  title: string,
  shows: string,
  { base = {}, edit, ...how }: Omit<Played, 'base'> & { base?: Played['base'] },
): Scene => ({ name, title, shows, judged: once(() => play({ base: { ...demo, ...base }, edit, ...how })) });

export const blocked = scene(
  'blocked',
  'A rule helps one group of users and harms another',
  'which segment got worse, by how much, what failed, and the answers before and after',
  { edit: { [PROMPT]: escalating } },
);

export const passing = scene('pass', 'The same in other words', 'that no segment got worse', {
  edit: { [PROMPT]: reworded },
});

export const newPrompt = scene(
  'new-prompt',
  'A new prompt',
  'its pass rate; there is nothing to compare it with',
  {
    base: { [PROMPT]: null },
    edit: { [PROMPT]: prompt },
  },
);

/** What most pull requests get. */
const everyDay: Chapter = {
  title: 'Every day',
  scenes: [
    blocked,
    passing,
    scene('improved', 'A rule that helps', 'the segments that are significantly better', {
      edit: { [PROMPT]: careful },
      answers: {
        rules: ({ prompt: text, draw }) =>
          text.includes('Look at no account') && draw < 0.9 ? 'best' : undefined,
      },
    }),
    scene(
      'inconclusive',
      'Too few cases to show a small drop',
      'how large a drop these cases can show, and how many cases it takes',
      {
        base: { [SUITE]: few },
        edit: { [PROMPT]: reworded, [SUITE]: few },
        answers: {
          rules: ({ prompt: text, draw }) => (text.includes('words and') && draw < 0.1 ? 'vague' : undefined),
        },
      },
    ),
    scene(
      'invalid',
      'A segment with fewer than 10 cases',
      'that the segment is not judged, and the others are',
      {
        base: { [SUITE]: smaller({ standard: 60, premium: 60, enterprise: 6 }) },
        edit: { [PROMPT]: reworded },
      },
    ),
    scene('no-prompt-changed', 'No prompt changed', 'that the check passes, and no model was asked', {
      edit: { 'README.md': 'Tidewater\n' },
    }),
    scene(
      'several-prompts',
      'Two prompts changed, and one got worse',
      'the worse prompt first, the other in one line',
      {
        base: {
          [POLICY]: policy.replace(
            'cost:',
            `  - { path: prompts/chat.prompt.yml, suite: ${SUITE}, segment-by: vars.customer_tier }\ncost:`,
          ),
          'prompts/chat.prompt.yml': prompt.replace('Customer support', 'Chat'),
        },
        edit: {
          [PROMPT]: escalating,
          'prompts/chat.prompt.yml': reworded.replace('Customer support', 'Chat'),
        },
      },
    ),
  ],
};

const otherChanges: Chapter = {
  title: 'New, moved and deleted prompts, models and included files',
  scenes: [
    newPrompt,
    scene(
      'new-prompt-too-weak',
      'A new prompt below `gate.min-pass-rate`',
      'the segments that pass too few cases; blocked',
      {
        base: { [PROMPT]: null, [POLICY]: `${policy}gate: { min-pass-rate: 90% }\n` },
        edit: { [PROMPT]: prompt },
      },
    ),
    scene('deleted', 'A prompt is deleted', 'that nothing is compared', {
      edit: { [PROMPT]: null, [SUITE]: null },
    }),
    scene('model-changed', 'The same prompt asks a larger model', 'both models, and what a call costs', {
      edit: { [PROMPT]: prompt.replace('gpt-4.1-mini-2025-04-14', 'gpt-4.1-2025-04-14') },
    }),
    scene(
      'included-file',
      'Only a file changed that the prompt includes',
      'the prompt, and the file that changed',
      {
        base: {
          [POLICY]: policy.replace(PROMPT, AS_MARKDOWN),
          [PROMPT]: null,
          [AS_MARKDOWN]: INCLUDING,
          [RULES]: 'Name the exact page of the console.\n',
        },
        edit: { [RULES]: 'Name the exact page of the console.\nWhen in doubt about any answer, escalate.\n' },
      },
    ),
  ],
};

const owners: Chapter = {
  title: 'What the policy asks for besides quality',
  scenes: [
    scene('cost', 'A longer prompt that improves nothing', 'more tokens than the policy allows; blocked', {
      edit: { [PROMPT]: longer },
    }),
    scene(
      'segment-limit',
      'A segment with a limit of its own',
      'a prompt that keeps its limit of tokens, and a segment that does not; blocked',
      {
        base: {
          [POLICY]: policy.replace(
            'cost:',
            '    segments:\n      enterprise: { cost: { max-token-increase: 2% } }\ncost:',
          ),
          [SUITE]: suite.replace(/^ *group: .*\n/gm, ''),
        },
        edit: { [PROMPT]: slightlyLonger, [SUITE]: suite.replace(/^ *group: .*\n/gm, '') },
      },
    ),
    {
      name: 'latency',
      title: 'Answers take longer',
      shows: 'the 95th percentile of the answer time, which is above its limit; blocked',
      judged: async () => ({ result: latencyExceededResult() }),
    },
    scene('critical-case', 'One case that must never fail', 'the case and its answers; blocked', {
      base: { [SUITE]: WITH_CRITICAL },
      edit: { [PROMPT]: reworded },
      answers: {
        rules: ({ prompt: text }) =>
          /What is the replication lag/.test(text)
            ? text.includes('words and')
              ? 'vague'
              : 'best'
            : undefined,
      },
    }),
    scene('suite-weakened', 'The pull request removes cases', 'which segment loses how many cases', {
      edit: { [SUITE]: smaller({ standard: 60, premium: 60, enterprise: 40 }) },
    }),
    scene(
      'suite-weakened-blocked',
      'The same where the policy says `on-weaker-suite: block`',
      'that the same blocks',
      {
        base: { [POLICY]: `${policy}gate: { on-weaker-suite: block }\n` },
        edit: { [SUITE]: smaller({ standard: 60, premium: 60, enterprise: 40 }) },
      },
    ),
    {
      name: 'accepted',
      title: 'A maintainer accepts what blocks, by a label',
      shows: 'who accepted it, for which commit; the check passes',
      judged: async () => {
        const { result } = await blocked.judged();
        const commit = result.head.sha ?? '';
        const accepted = { by: 'ada', at: '2026-11-27T09:30:00Z', commit, label: 'accept-regression' };
        return { result: acceptedResult(result, accepted) };
      },
    },
  ],
};

const errors: Chapter = {
  title: 'The gate could not decide',
  scenes: [
    scene('no-key', 'There is no key, as in a pull request from a fork', 'what to do about it', {
      edit: { [PROMPT]: reworded },
      isWithoutKey: true,
    }),
    scene(
      'broken-policy',
      'The pull request brings a policy with mistakes',
      'every mistake with line and column',
      {
        base: { [POLICY]: null },
        edit: {
          [POLICY]: policy.replace('segment-by', 'segment_by').replace('10%', '10 percent'),
          [PROMPT]: reworded,
        },
      },
    ),
    scene(
      'broken-suite',
      'The suite has mistakes',
      'every mistake with line and column, before a token is spent',
      {
        edit: { [SUITE]: suite.replace('not-icontains', 'not-contain'), [PROMPT]: reworded },
      },
    ),
    {
      name: 'answers-missing',
      title: 'The provider failed in the middle',
      shows: 'what was decided, and that a new run asks only for what is missing',
      judged: async () => ({ result: overloadedResult() }),
    },
    scene(
      'partial',
      'A part of a run, in a terminal: `gate --segment enterprise`',
      'that it is only a part, and no verdict',
      {
        edit: { [PROMPT]: escalating },
        request: { part: { prompts: [], segments: ['enterprise'], cases: [] } },
      },
    ),
  ],
};

/** Examples build on one another: each is played once. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Examples that need the gate alone. */
export const CHAPTERS_OF_CHANGES: readonly Chapter[] = [everyDay, otherChanges, owners, errors];

/** One prompt was judged; of another most answers of the candidate are missing. */
function overloadedResult(): Result {
  const broken = brokenMidwayResult();
  const prompts = broken.prompts.slice(1).map((prompt) => ({
    ...prompt,
    errors: prompt.errors.flatMap((error) =>
      Array.from({ length: 44 }, (_, index) => ({ ...error, caseId: `question-${index + 7}` })),
    ),
  }));
  return { ...broken, prompts: [passingPrompt(), ...prompts], errors: [] };
}
