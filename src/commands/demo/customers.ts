import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import type { Applications } from './applications.ts';

const TIERS = ['standard', 'premium', 'enterprise'] as const;

/** What customers have always asked. */
const USUAL = [
  'How do I download an invoice?',
  'Where can I rotate an API key?',
  'How do I allow an IP address?',
];
/** What standard customers ask since databases have branches, which no case of the suite is about. */
const ABOUT_BRANCHES = [
  'How do I make a branch of my database?',
  'Where can I merge a branch back?',
  'How do I restore a branch from yesterday?',
  'Where do I see what a branch costs?',
];
const HANDED_OVER = 'I will connect you with a specialist who knows about branches.';

/** How often a customer is content with an answer, by either version. */
const CONTENT_SHARE = 0.9;
/** How often a standard customer asks about branches, once there are any. */
const BRANCH_SHARE = 0.7;

/** Customers who come one after the other, and what became of their calls. */
export type Customers = {
  /** So many customers ask, one in each application in turn; what became of each call is recorded. */
  ask(count: number): Promise<void>;
  /** From now on standard customers ask about branches of databases too. */
  learnOfBranches(): void;
  /** So far: calls, and those of them that the new version handed to a specialist for nothing. */
  counts(): { calls: number; handedOver: number };
};

/**
 * Simulated customers and a simulated model: it reads the messages that the version makes, and answers by rules.
 * @param of.handovers the file in which applications keep what was handed to a specialist for nothing, a line of JSON each
 */
export function customersOf(
  applications: Applications,
  { prompt: name, handovers }: { prompt: string; handovers: string },
): Customers {
  let calls = 0;
  let handedOver = 0;
  let hasBranches = false;
  return {
    async ask(count) {
      const kept: string[] = [];
      for (let asked = 0; asked < count; asked += 1) {
        calls += 1;
        const unit = `user-${calls}`;
        const segment = TIERS[calls % TIERS.length] ?? 'standard';
        const isNew = hasBranches && segment === 'standard' && draw(`subject of ${unit}`) < BRANCH_SHARE;
        const questions = isNew ? ABOUT_BRANCHES : USUAL;
        const message = questions[Math.floor(draw(`question of ${unit}`) * questions.length)];
        const application = applications.next();
        const prompt = application.get(name, { unit, segment });
        const variables = { customer_tier: segment, user_message: message ?? '' };
        const messages = prompt.render(variables);
        const isHandedOver = isNew && JSON.stringify(messages).includes('answer in one sentence');
        const isContent = draw(`mood of ${unit}`) < CONTENT_SHARE;
        application.record(prompt, { resolved: isContent && !isHandedOver });
        if (!isHandedOver) continue;
        handedOver += 1;
        const row = { id: `call-${calls}`, prompt: name, segment, variables };
        kept.push(JSON.stringify({ ...row, answer: HANDED_OVER, resolved: false }));
      }
      if (kept.length > 0) await appendFile(handovers, `${kept.join('\n')}\n`);
    },
    learnOfBranches() {
      hasBranches = true;
    },
    counts: () => ({ calls, handedOver }),
  };
}

/** A number in [0, 1), the same for the same key. */
function draw(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE(0) / 2 ** 32;
}
