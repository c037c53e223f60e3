import { z } from 'zod';
import { describeValue } from '../document/describe.ts';
import { didYouMean } from '../document/suggest.ts';
import type { ModelEntry } from '../domain/policy.ts';
import { KEY_VARIABLE } from '../model/key-variable.ts';
import { notSpoken, readModelName } from '../model/model-name.ts';

const PROVIDERS = ['openai', 'anthropic'] as const;

const spelledOut = z.string().transform((name, context): ModelEntry => {
  const refuse = (message: string) => {
    context.issues.push({ code: 'custom', message, input: name });
    return z.NEVER;
  };
  const read = /^(openai|anthropic)[:/](.+)$/.exec(name.trim());
  const provider = PROVIDERS.find((each) => each === read?.[1]);
  if (provider !== undefined) {
    const model = readModelName(provider, read?.[2] ?? '');
    return typeof model === 'string' ? refuse(notSpoken(model)) : { provider, ...model };
  }
  const meant = didYouMean(name.split(/[:/]/)[0] ?? '', PROVIDERS);
  return refuse(`expected openai:<model> or anthropic:<model>, found ${describeValue(name)}.${meant}`);
});

const mapping = z
  .strictObject({
    provider: z.enum(PROVIDERS).describe('whose API it speaks'),
    model: z.string().min(1),
    api: z.enum(['chat', 'responses']).optional().describe('of OpenAI’s two, by default chat completions'),
    'base-url': z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('by default the provider’s'),
    'key-variable': z
      .string()
      .refine((name) => KEY_VARIABLE.test(name), {
        // What stands there may be a key: it is not repeated.
        error: 'expected the name of an environment variable that ends in _API_KEY, never a key itself.',
      })
      .optional()
      .describe('the environment variable with its key, by default the provider’s'),
  })
  .superRefine(({ provider, api }, context) => {
    if (api === undefined || provider === 'openai') return;
    context.addIssue({ code: 'custom', path: ['api'], message: 'only `provider: openai` has several APIs.' });
  })
  .transform(
    ({ 'base-url': baseUrl, 'key-variable': keyVariable, api, ...rest }): ModelEntry => ({
      ...rest,
      ...(api === 'responses' && { api }),
      ...(baseUrl !== undefined && { baseUrl }),
      ...(keyVariable !== undefined && { keyVariable }),
    }),
  );

/** `models:` of the policy: names that prompt files use, and who answers. */
export const modelsSchema = z.record(z.string(), z.union([spelledOut, mapping]));
