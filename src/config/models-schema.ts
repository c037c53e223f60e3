import { z } from 'zod';
import { describeValue } from '../document/describe.ts';
import { didYouMean } from '../document/suggest.ts';
import type { ModelEntry } from '../domain/policy.ts';
import { KEY_VARIABLE } from '../model/key-variable.ts';
import { isModelName, notSpoken, readModelName } from '../model/model-name.ts';
import type { Provider, Providers } from '../model/provider.ts';
import { providers } from '../model/providers/table.ts';
import { countWord } from '../prose/numbers.ts';

const UNSEEN = 'has characters that are not seen: write it as its provider does.';

/** `models:` of the policy: names that prompt files use, and the models that they mean. */
export function modelsSchemaFor(table: Providers) {
  return z.record(z.string(), z.union([spelledOut(table), mapping(table)]));
}

/** `models:` of the policy, for a table of providers. */
export const modelsSchema = modelsSchemaFor(providers);

function spelledOut(table: Providers) {
  const names = Object.keys(table);
  return z.string().transform((name, context): ModelEntry => {
    const refuse = (message: string) => {
      context.issues.push({ code: 'custom', message, input: name });
      return z.NEVER;
    };
    const read = /^([^:/]+)[:/](.+)$/.exec(name.trim());
    const provider = names.find((each) => each === read?.[1]);
    if (!isModelName(name)) return refuse(`${describeValue(name)} ${UNSEEN}`);
    if (provider !== undefined) {
      const model = readModelName(provider, read?.[2] ?? '', table);
      return typeof model === 'string' ? refuse(notSpoken(model, table)) : { provider, ...model };
    }
    const forms = names.map((each) => `${each}:<model>`).join(' or ');
    const meant = didYouMean(name.split(/[:/]/)[0] ?? '', names);
    return refuse(`expected ${forms}, found ${describeValue(name)}.${meant}`);
  });
}

function mapping(table: Providers) {
  const several = Object.entries(table).filter(([, { apis }]) => Object.keys(apis).length > 1);
  const named = several.map(([name]) => `\`provider: ${name}\``).join(' or ');
  return z
    .strictObject({
      provider: z.enum(Object.keys(table)).describe('whose API it speaks'),
      model: z
        .string()
        .min(1)
        .refine(isModelName, { error: `the name ${UNSEEN}` }),
      api: z
        .enum(several.flatMap(([, { apis }]) => Object.keys(apis)))
        .optional()
        .describe(several.map(([, provider]) => describeApis(provider)).join('; ')),
      'base-url': z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('by default the provider’s'),
      'key-variable': z
        .string()
        .refine((name) => KEY_VARIABLE.test(name), {
          // The text may be a key: it is not repeated.
          error: 'expected the name of an environment variable that ends in _API_KEY, never a key itself.',
        })
        .optional()
        .describe('the environment variable with its key, by default the provider’s'),
    })
    .superRefine(({ provider, api }, context) => {
      if (api === undefined || Object.hasOwn(table[provider]?.apis ?? {}, api)) return;
      const path = ['api'];
      context.addIssue({ code: 'custom', path, message: `only ${named} has several APIs.` });
    })
    .transform(
      ({ 'base-url': baseUrl, 'key-variable': keyVariable, api, ...rest }): ModelEntry => ({
        ...rest,
        api: api === table[rest.provider]?.defaultApi ? undefined : api,
        baseUrl,
        keyVariable,
      }),
    );
}

function describeApis({ title, apis, defaultApi }: Provider): string {
  return `of ${title}’s ${countWord(Object.keys(apis).length)}, by default ${apis[defaultApi]?.label}`;
}
