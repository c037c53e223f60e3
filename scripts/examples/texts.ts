import { demoFiles, POLICY, PROMPT, SUITE } from './play.ts';

/** What the pull requests of the examples say. */
export const demo = await demoFiles();
export const prompt = demo[PROMPT] ?? '';
export const suite = demo[SUITE] ?? '';
export const policy = demo[POLICY] ?? '';

const CLOSING = '      - enterprise customers have a named specialist who can look into their account.\n';
const TIMID = `${CLOSING}
      When in doubt about any answer, escalate: say that you are not certain, and connect the customer
      with a specialist.
`;
export const escalating = prompt.replace(CLOSING, TIMID);
/** Says the same in other words. */
export const reworded = prompt.replace(
  'in plain words, without marketing',
  'in plain words and without marketing',
);
export const careful = prompt.replace('Never invent a figure', 'Look at no account. Never invent a figure');
export const longer = prompt.replace(
  'What you do not know:',
  `What every answer has:
      - The answer itself first, then one sentence that says why, then the page where the customer can check it.
      - The words that the console uses, in the spelling that the console uses, without quotation marks.
      - No greeting, no apology, no thanks, and no question whether anything else can be done.

      What you do not know:`,
);
/** Above the limit of a segment, and below that of the prompt. */
export const slightlyLonger = prompt.replace(
  'in plain words, without marketing.',
  'in plain words, without marketing. Write as people speak.',
);
export const RULES = 'prompts/support-rules.md';
export const AS_MARKDOWN = 'prompts/support.md';

export const INCLUDING = `---
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
export const WITH_CRITICAL = suite.replace(
  '  - description: "enterprise: What is the replication lag',
  '  - critical: true\n    description: "enterprise: What is the replication lag',
);

/** So many cases of each customer tier, evenly spread over its 60. */
export function smaller(most: Readonly<Record<string, number>>): string {
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
export const few = smaller({ standard: 14, premium: 14, enterprise: 14 });
