import { ConfigurationError, type Place } from '../base/errors.ts';
import type { PromptEntry } from '../domain/policy.ts';
import type { PromptFile, PromptFormat } from './formats/format.ts';
import { providersOfSuite } from './formats/promptfoo.ts';

/** A model by its name, or by its index among the providers of a file; neither: the one that the file names. */
export type WantedModel = Pick<PromptFile, 'model' | 'provider'> & {
  /** Where the policy names it. */
  place?: Place | undefined;
};

/**
 * The models that the policy wants a prompt to be asked of, one by default; and the names of those in its file that
 * cannot be asked.
 * @throws ConfigurationError at the entry: all models of a file are wanted, and the file lists none
 */
export async function wantedModels(
  entry: PromptEntry | undefined,
  { format, file, suite }: { format: PromptFormat; file: PromptFile; suite: PromptFile | null },
): Promise<{ wanted: WantedModel[]; left: string[] }> {
  const { model, models } = entry ?? {};
  const places = entry?.places ?? {};
  if (Array.isArray(models)) {
    const placeOf = (index: number) => places[`models.${index}`];
    return { wanted: models.map((name, index) => ({ model: name, place: placeOf(index) })), left: [] };
  }
  if (models !== 'each') {
    return { wanted: [model === undefined ? {} : { model, place: places.model }], left: [] };
  }
  const listed = format.providers ? await format.providers(file) : suite && providersOfSuite(suite);
  if (!listed) {
    throw new ConfigurationError(
      '`models: each` asks all providers that a promptfoo config lists, and here is none.',
      {
        place: entry?.place ?? { path: file.path },
        remedy: 'List them: `models: [openai:gpt-4.1-mini, anthropic:claude-haiku-4-5]`.',
      },
    );
  }
  // Where none can be asked, reading the file tells why.
  const { asked, left } = listed;
  return asked.length === 0
    ? { wanted: [{}], left: [] }
    : { wanted: asked.map((provider) => ({ provider })), left };
}
