import { isDeepStrictEqual } from 'node:util';
import { ConfigurationError, ConfigurationErrors, formatPlace, type Place } from '../../../base/errors.ts';
import { policyAt } from '../../../config/read.ts';
import { didYouMean } from '../../../document/suggest.ts';
import { unifiedDiff } from '../../../document/text-diff.ts';
import type { Config } from '../../../domain/policy.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import { nameOf } from '../../../model/names.ts';
import { SUGGESTED_MODEL } from '../../../model/suggested.ts';
import { isPinned } from '../../../model/target.ts';
import { overlaid } from '../../../repo/overlaid.ts';
import { type FoundPrompt, type FoundPrompts, findPrompts } from '../main-prompts.ts';

/** One file of main, in which a prompt names another model. */
export type MovedPrompt = {
  prompt: string;
  /** Names of models, `provider:model`. */
  from: string;
  to: string;
  path: string;
  text: string;
  diff: string;
  /** It asks a name now that always means the same model, and would ask one that does not. */
  losesPin: boolean;
};

/** What may be written as it is into YAML, front matter or JSON. */
const PLAIN_NAME = /^[A-Za-z0-9][\w./@-]*(?::[\w./@-]+)*$/;

/**
 * Writes another model where a prompt names its own: in its file, or in the policy's entry for it. Nothing else may change.
 * @param model as people write it: `openai:gpt-4.1-mini-2025-04-14`
 * @throws ConfigurationError(s): an unknown prompt or model, one that it asks already, or a name that cannot be edited in place
 */
export async function movedTo(
  model: string,
  {
    name,
    snapshot,
    config,
    configPath,
  }: { name: string; snapshot: Snapshot; config: Config; configPath: string },
): Promise<MovedPrompt> {
  if (!PLAIN_NAME.test(model)) {
    throw new ConfigurationError(`${JSON.stringify(model)} is no name of a model.`, {
      remedy: `Write it like ${SUGGESTED_MODEL}.`,
    });
  }
  const before = await findPrompts(snapshot, config);
  const own = requireFound(before, name);
  const place = own.arm.prompt.modelPlace;
  const text = (await snapshot.read(place.path)) ?? '';
  const edited = withNameAt(text, place, { before: own.arm.prompt.model ?? '', after: model });
  if (edited === null) throw byHand(own, place, model);
  if (edited === text) throw askedAlready(own);
  const changed = overlaid(snapshot, { [place.path]: edited });
  const after = await findPrompts(changed, (await policyAt(changed, configPath)) ?? config);
  const moved = requireFound(after, name);
  if (moved.digest === own.digest) throw askedAlready(own);
  if (!changesOnlyModel(before, after, name)) throw byHand(own, place, model);
  return {
    prompt: name,
    from: nameOf(own.arm.target),
    to: nameOf(moved.arm.target),
    path: place.path,
    text: edited,
    losesPin: isPinned(own.arm.target) && !isPinned(moved.arm.target),
    diff: unifiedDiff(place.path, place.path, text, edited),
  };
}

function requireFound({ prompts, unreadable }: FoundPrompts, name: string): FoundPrompt {
  const found = prompts.find((prompt) => prompt.name === name);
  if (found) return found;
  const broken = unreadable.find((prompt) => prompt.name === name);
  if (broken) throw new ConfigurationErrors(broken.mistakes);
  const known = prompts.map((prompt) => prompt.name);
  throw new ConfigurationError(`Main has no prompt ${name}.${didYouMean(name, known)}`, {
    remedy: `It has: ${known.join(', ')}.`,
  });
}

/** The text with one name replaced by another, at a place or shortly after it; null where it does not stand there. */
function withNameAt(
  text: string,
  { line, column = 1 }: Place,
  { before, after }: { before: string; after: string },
): string | null {
  if (line === undefined || before === '') return null;
  const lines = text.split('\n').slice(0, line - 1);
  const start = lines.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  const at = text.indexOf(before, start);
  if (at === -1 || at - start > NEARBY) return null;
  return text.slice(0, at) + after + text.slice(at + before.length);
}

/** Characters between the place of a setting and the name in it, such as `model:` above `id:`. */
const NEARBY = 200;

function changesOnlyModel(before: FoundPrompts, after: FoundPrompts, name: string): boolean {
  const contents = ({ prompts }: FoundPrompts) =>
    prompts.map((prompt) => [
      prompt.name,
      prompt.name === name ? { ...prompt.bundle, model: null } : prompt.digest,
    ]);
  const hasSameMistakes = before.unreadable.length === after.unreadable.length;
  return hasSameMistakes && isDeepStrictEqual(contents(before), contents(after));
}

function askedAlready({ name, arm }: FoundPrompt): ConfigurationError {
  return new ConfigurationError(`${name} asks ${nameOf(arm.target)} already.`, {
    remedy: 'Name another model.',
  });
}

function byHand({ name, arm }: FoundPrompt, place: Place, model: string): ConfigurationError {
  const stated = place.line === undefined ? '' : ` (${formatPlace(place)})`;
  return new ConfigurationError(
    `The model of ${name}, ${nameOf(arm.target)}, is not named in a way that can be edited in place${stated}.`,
    { remedy: `Write \`model: ${model}\` by hand, in the file or in the policy's entry for the prompt.` },
  );
}
