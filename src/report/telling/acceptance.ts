import type { Acceptance, RefusedAcceptance } from '../../domain/acceptance.ts';
import { atMost } from '../../prose/at-most.ts';
import { counted } from '../../prose/numbers.ts';
import { clip } from '../../prose/text.ts';

/** Further prompts are counted. */
const MOST_PROMPTS = 5;

/** Further segments are counted. */
const MOST_SEGMENTS = 3;

/** Says who accepted what would block, when, and for which commit. */
export function acceptedSentence({ by, at, commit, label, prompts }: Acceptance): string {
  const shown = atMost(prompts.map(promptText), MOST_PROMPTS, (more) => counted(more, 'more prompt'));
  return `@${by} accepted what blocks (${shown.join('; ')}) for commit ${name(commit.slice(0, 12))}, by the label ${name(label)} on ${minuteOf(at)}. The next push needs a new acceptance.`;
}

/** Says why the label does not accept anything, and what to do. */
export function refusedAcceptanceSentence(refused: RefusedAcceptance & { label: string }): string {
  const label = name(refused.label);
  switch (refused.why) {
    case 'may-not-write':
      return `The label ${label} does not count: @${refused.by}, who set it, has no write permission here. Somebody who has can remove it and set it again.`;
    case 'not-a-person':
      return `The label ${label} does not count: @${refused.by}, who set it, is not a person's account. A person with write permission can remove it and set it again.`;
    case 'not-for-this-commit':
      return `The label ${label} does not count: it cannot be shown that it was set for this commit. To accept this commit, remove the label and set it again.`;
    case 'not-known':
      return `The label ${label} does not count, since GitHub could not be asked about it. ${refused.problem}`;
  }
}

function promptText({ path, segments }: Acceptance['prompts'][number]): string {
  const names = segments.map((segment) => clip(segment, 60));
  const shown = atMost(names, MOST_SEGMENTS, (more) => `${more} more`);
  return segments.length === 0 ? name(path) : `${name(path)}: ${shown.join(', ')}`;
}

/** A name as code: no backtick in it ends it. */
function name(text: string): string {
  return `\`${clip(text.replaceAll('`', '’')) || ' '}\``;
}

/** `2026-11-28 19:03 UTC` */
function minuteOf(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime())
    ? clip(at, 40)
    : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
