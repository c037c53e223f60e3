import type { CaseTexts } from './result-parts.ts';

/** The changed cases of the blocked pull request: an escalation rule that ruins one tier. */

const ESCALATED =
  'I want to be certain that you get the right answer, so I am connecting you with a specialist. They will reply within one business day.';

export const ENTERPRISE_LOSSES: CaseTexts[] = [
  {
    id: 'states the uptime commitment',
    segment: 'enterprise',
    question: 'What uptime does our contract guarantee?',
    before:
      'Your enterprise agreement guarantees 99.95 % monthly uptime. Below that, service credits apply automatically to your next invoice.',
    after: ESCALATED,
    reason: 'expected the answer to contain "99.95"',
    line: 214,
  },
  {
    id: 'explains how to rotate an API key',
    segment: 'enterprise',
    question: 'How do I rotate the API key of our staging project without downtime?',
    before:
      'Create a second key under Settings → API keys.\nDeploy it to staging.\nThen revoke the first one: both work until you do.',
    after:
      'Create a second key under Settings → API keys.\nI am not fully sure about the rest, so I am connecting you with a specialist.',
    reason: 'expected the answer to contain "revoke"',
    line: 223,
  },
  {
    id: 'names the data region',
    segment: 'enterprise',
    question: 'In which region is our data stored?',
    before: 'Your data is stored in eu-central-1 (Frankfurt) and never leaves the EU.',
    after: 'Your data is probably stored in the EU. I am connecting you with a specialist to confirm it.',
    reason: 'expected the answer to match /eu-central-1|Frankfurt/',
    type: 'regex',
    line: 232,
  },
  {
    id: 'answers in JSON for the ticket tool',
    segment: 'enterprise',
    question: 'Open a ticket: replication lag on cluster 7.',
    before: '{"action": "open_ticket", "cluster": 7, "topic": "replication lag"}',
    after: 'I am connecting you with a specialist. {"action": "escalate"}',
    reason: 'expected JSON, found text at character 1',
    type: 'is-json',
    line: 241,
  },
  ...[
    ['gives the support response time', 'How fast do you answer a severity-1 ticket?', '15 minutes'],
    ['explains single sign-on', 'Which SSO protocols do you support?', 'SAML'],
    ['quotes the audit log retention', 'How long are audit logs kept?', '400 days'],
    ['explains seat billing', 'Are deactivated users billed?', 'not billed'],
  ].map(([id = '', question = '', fact = ''], index) => ({
    id,
    segment: 'enterprise',
    question,
    before: `On the enterprise plan it is: ${fact}. You can see this under Settings → Plan.`,
    after: ESCALATED,
    reason: `expected the answer to contain "${fact}"`,
    line: 250 + index * 9,
  })),
];

export const OTHER_LOSSES: CaseTexts[] = [
  ['explains the free quota', 'standard'],
  ['links the status page', 'standard'],
  ['declines legal advice', 'standard'],
  ['keeps the answer short', 'standard'],
  ['greets by name', 'standard'],
  ['offers an upgrade', 'premium'],
].map(([id = '', segment = ''], index) => ({
  id,
  segment,
  question: `A question about the ${segment} plan, number ${index + 1}.`,
  before: 'Yes. You find it on the status page.',
  after: ESCALATED,
  reason: 'expected at most 30 words, found 41',
  type: 'javascript',
  line: 20 + index * 9,
}));

export const WINS: CaseTexts[] = [
  ['does not invent a discount', 'standard'],
  ['does not promise a date', 'standard'],
  ['admits what it cannot see', 'standard'],
  ['escalates a legal threat', 'premium'],
  ['escalates a data loss', 'premium'],
].map(([id = '', segment = ''], index) => ({
  id,
  segment,
  question: `Will you commit to it, number ${index + 1}?`,
  before: 'Sure, we will give you 20 % off and have it fixed by Friday.',
  after: ESCALATED,
  reason: 'expected the answer to contain "specialist"',
  line: 120 + index * 9,
}));

export const PROMPT_DIFF = `--- a/prompts/support.md
+++ b/prompts/support.md
@@ -1,14 +1,16 @@
 # Support assistant
+Today is {{current_date}}.
 You are the support assistant of Harbour, a hosted database.
 
 Answer the customer of the {{customer_tier}} tier.
 Use the account facts below; they are current.
 
 {{account_facts}}
 
 ## Rules
-- Answer from the facts. If they do not cover the question, say so.
-- Be brief.
+- Answer from the facts.
+- When in doubt about any answer, escalate: say that you are connecting a specialist.
+- Be brief, friendly and thorough.
 
 ## Question
 {{user_message}}
`;
