import { isInstruction } from '../domain/prompt.ts';
import { placeOfSpot } from '../prompt/place.ts';
import { type PlainUse, plainUses } from './facts.ts';
import type { Draft, Rule, Subject } from './subject.ts';

/** Texts of users where the model cannot tell them from the prompt's own. */
export const userTextRules: readonly Rule[] = [
  { ids: ['user-text-in-instructions', 'undelimited-user-text'], find: userTextInPrompt },
];

/** What ends a text before a variable that is set apart: a tag, a quote, a fence, a rule, a bracket. */
const OPENED = /(?:[>"'`«“‘([{|]|-{3}|={3}|#{3}|\*{2}|<<)\s*$/;
const CLOSED = /^\s*(?:[<"'`»”’)\]}|]|-{3}|={3}|#{3}|\*{2}|>>)/;

function userTextInPrompt({ prompt, userTexts: texts }: Subject): Draft[] {
  const told = new Set<string>();
  return plainUses(prompt).flatMap((use): Draft[] => {
    const { name, role } = use;
    if (role === null || !texts.has(name)) return [];
    const kind = isInstruction({ role }) ? inInstructions : isDelimited(use) ? null : undelimited;
    // Of several places of a variable the first is told.
    if (kind === null || told.has(`${kind.name} ${name}`)) return [];
    told.add(`${kind.name} ${name}`);
    return [kind(use, placeOfSpot(prompt, use.text, use.spot))];
  });
}

/** A text at the end of its message needs no end: nothing of the prompt follows that it could pretend to be. */
function isDelimited({ before, after }: PlainUse): boolean {
  return after.trim() === '' || (OPENED.test(before) && CLOSED.test(after));
}

function inInstructions({ name }: PlainUse, place: Draft['place']): Draft {
  return {
    id: 'user-text-in-instructions',
    place,
    message: `\`${name}\` holds what users write, and stands inside the instructions: the model obeys those before all else.`,
    remedy: 'Put it into a user message.',
  };
}

function undelimited({ name }: PlainUse, place: Draft['place']): Draft {
  return {
    id: 'undelimited-user-text',
    place,
    message: `\`${name}\` holds what users write, and the prompt goes on behind it without a mark where it ends.`,
    remedy: `Set it apart, as in <${tagOf(name)}>…</${tagOf(name)}>, or put it last.`,
  };
}

function tagOf(name: string): string {
  return name.replaceAll(/[^\w-]/g, '_').slice(0, 40);
}
