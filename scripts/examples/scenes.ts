import type { Judged } from '../../src/commands/gate.ts';
import type { Becomes } from '../../src/domain/registry-plan.ts';
import type { Result } from '../../src/domain/result.ts';
import { acceptedResult } from '../../src/result/accept.ts';
import { becomes } from '../../test/kit/registry-plans.ts';
import { brokenMidwayResult, latencyExceededResult } from '../../test/kit/results.ts';
import { demoFiles, type Played, POLICY, PROMPT, play, SUITE } from './play.ts';
import { portfolioResult } from './portfolio.ts';

/** One state of the report. */
export type Scene = {
  /** Name of its file. */
  name: string;
  /** What the pull request does, for the index. */
  title: string;
  /** What to see in it. */
  shows: string;
  judged: () => Promise<Judged>;
  /** It plays with a registry, which takes seconds. */
  isSlow?: boolean;
};

/** One part of the index. */
export type Chapter = { title: string; scenes: Scene[] };

const demo = await demoFiles();
const prompt = demo[PROMPT] ?? '';
const suite = demo[SUITE] ?? '';
const policy = demo[POLICY] ?? '';

const CLOSING = '      - enterprise customers have a named specialist who can look into their account.\n';
const TIMID = `${CLOSING}
      When in doubt about any answer, escalate: say that you are not certain, and connect the customer
      with a specialist.
`;
const escalating = prompt.replace(CLOSING, TIMID);
/** Says the same in other words. */
const reworded = prompt.replace('in plain words, without marketing', 'in plain words and without marketing');
const careful = prompt.replace('Never invent a figure', 'Look at no account. Never invent a figure');
const longer = prompt.replace(
  'What you do not know:',
  `What every answer has:
      - The answer itself first, then one sentence that says why, then the page where the customer can check it.
      - The words that the console uses, in the spelling that the console uses, without quotation marks.
      - No greeting, no apology, no thanks, and no question whether anything else can be done.

      What you do not know:`,
);
const RULES = 'prompts/support-rules.md';
const AS_MARKDOWN = 'prompts/support.md';

const INCLUDING = `---
model: openai:gpt-4.1-mini-2025-04-14
parameters: { temperature: 0, max_tokens: 300 }
template: jinja
---
You are the support assistant of Tidewater, a managed PostgreSQL service.
{% include "support-rules.md" %}
Tier: {{ customer_tier }}
Question: {{ user_message }}
`;
const OF_A_TIER = 60;
const WITH_CRITICAL = suite.replace(
  '  - description: "enterprise: What is the replication lag',
  '  - critical: true\n    description: "enterprise: What is the replication lag',
);

/** So many cases of each customer tier, evenly spread over its 60. */
function smaller(most: Readonly<Record<string, number>>): string {
  const [head = '', ...cases] = suite.split(/^(?= {2}- description: )/m);
  const seen = new Map<string, number>();
  const some = cases.filter((text) => {
    const tier = /customer_tier: (\w+)/.exec(text)?.[1] ?? '';
    const index = seen.get(tier) ?? 0;
    seen.set(tier, index + 1);
    const share = (most[tier] ?? 0) / OF_A_TIER;
    return Math.floor((index + 1) * share) > Math.floor(index * share);
  });
  return head + some.join('');
}
const few = smaller({ standard: 14, premium: 14, enterprise: 14 });

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

const passing = scene('pass', 'The same in other words', 'that no segment got worse', {
  edit: { [PROMPT]: reworded },
});

const newPrompt = scene('new-prompt', 'A new prompt', 'its pass rate; there is nothing to compare it with', {
  base: { [PROMPT]: null },
  edit: { [PROMPT]: prompt },
});

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
      judged: async () => ({ result: brokenMidwayResult() }),
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

const registry: Chapter = {
  title: 'With a registry or a portfolio',
  scenes: [
    {
      name: 'next-version',
      title: 'What the registry does once this is merged',
      shows: 'the next version, and which environment serves it when',
      judged: async () => {
        const next = becomes({ part: 'patch', version: '1.3.3', because: ['text changed'] });
        return { result: withVersion((await passing.judged()).result, next) };
      },
    },
    {
      name: 'first-version',
      title: 'The first version of a prompt',
      shows: 'the version 1.0.0, and that nothing serves yet',
      judged: async () => {
        const first = becomes({
          ...{ version: '1.0.0', part: null, because: [], onMain: null },
          environments: [{ name: 'production', serves: [], needs: [{ kind: 'by-hand' }] }],
        });
        return { result: withVersion((await newPrompt.judged()).result, first) };
      },
    },
    {
      name: 'portfolio',
      title: 'New weights, which give a version to a segment that it harms',
      shows: 'who would get which version, which limit is broken, and what could go wrong; blocked',
      judged: async () => ({ result: await portfolioResult() }),
      isSlow: true,
    },
  ],
};

function withVersion(result: Result, version: Becomes): Result {
  return { ...result, prompts: result.prompts.map((prompt) => ({ ...prompt, becomes: version })) };
}

/** Examples build on one another: each is played once. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export const CHAPTERS: readonly Chapter[] = [everyDay, otherChanges, owners, errors, registry];
