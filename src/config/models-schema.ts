import { z } from 'zod';
import { describeValue } from '../document/describe.ts';
import { didYouMean } from '../document/suggest.ts';
import type { ModelEntry } from '../domain/policy.ts';
import { COMPATIBLE_PROVIDER } from '../model/compatible-hosts.ts';
import { KEY_VARIABLE } from '../model/key-variable.ts';
import { isModelName, notSpoken, readModelName } from '../model/model-name.ts';
import type { Provider, Providers } from '../model/provider.ts';
import { providers } from '../model/providers/table.ts';
import { readVendorModel } from '../model/vendor-model.ts';
import { nameOfVendor, RESOURCE, VENDOR_NAMES, vendorOf, vendorOfWord } from '../model/vendors.ts';
import { formatCount } from '../prose/numbers.ts';
import { forEditors } from './units.ts';

const UNSEEN = 'has characters that are not seen: write it as its provider does.';

/** `models:` of the policy: names that prompt files use, and the models that they mean. */
export function modelsSchemaFor(table: Providers) {
  return z.record(z.string(), z.union([spelledOut(table), mapping(table)]));
}

/** `models:` of the policy, for a table of providers. */
export const modelsSchema = modelsSchemaFor(providers);

function spelledOut(table: Providers) {
  const names = Object.keys(table);
  return forEditors(z.string(), { pattern: '^\\s*[^:/]+[:/]' }).transform((name, context): ModelEntry => {
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
    const vendor = vendorOfWord(read?.[1] ?? '');
    if (vendor !== undefined) {
      const model = readVendorModel(vendor, read?.[2] ?? '');
      if ('word' in model) return refuse(notSpoken(model.word, table));
      if ('sentence' in model) return refuse(model.sentence);
      return { provider: COMPATIBLE_PROVIDER, vendor: nameOfVendor(vendor), ...model };
    }
    const forms = names.map((each) => `${each}:<model>`).join(' or ');
    const meant = didYouMean(name.split(/[:/]/)[0] ?? '', [...names, ...VENDOR_NAMES]);
    return refuse(`expected ${forms}, or a model of another vendor, found ${describeValue(name)}.${meant}`);
  });
}

function mapping(table: Providers) {
  const several = Object.entries(table).filter(([, { apis }]) => Object.keys(apis).length > 1);
  const named = several.map(([name]) => `\`provider: ${name}\``).join(' or ');
  return z
    .strictObject({
      provider: z
        .enum([...Object.keys(table), ...VENDOR_NAMES])
        .describe('whose API it speaks, or another vendor whose host speaks OpenAI’s'),
      model: z
        .string()
        .min(1)
        .refine(isModelName, { error: `the name ${UNSEEN}` }),
      api: z
        .enum(several.flatMap(([, { apis }]) => Object.keys(apis)))
        .optional()
        .describe(several.map(([, provider]) => describeApis(provider)).join('; ')),
      resource: z
        .string()
        .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, 'expected a name of letters, digits and hyphens.')
        .optional()
        .describe('of Azure, the resource; of Cloudflare, the account'),
      'base-url': z
        .url({ protocol: /^https?$/ })
        .meta({ pattern: '^[Hh][Tt][Tt][Pp][Ss]?:' })
        .optional()
        .describe('by default the provider’s'),
      'key-variable': z
        .string()
        .meta({ pattern: KEY_VARIABLE.source })
        .refine((name) => KEY_VARIABLE.test(name), {
          // The text may be a key: it is not repeated.
          error: 'expected the name of an environment variable that ends in _API_KEY, never a key itself.',
        })
        .optional()
        .describe('the environment variable with its key, by default the provider’s'),
    })
    .superRefine(({ provider, api, resource, 'base-url': baseUrl }, context) => {
      const vendor = vendorOf({ vendor: provider });
      const refuse = (key: string, message: string) =>
        context.addIssue({ code: 'custom', path: [key], message });
      if (api !== undefined && !hasApi(provider, api, table)) {
        refuse('api', vendor ? `${vendor.title} does not have this API.` : `only ${named} has several APIs.`);
      }
      const takesResource = vendor?.baseUrl.includes(RESOURCE) ?? false;
      if (resource !== undefined && !takesResource) refuse('resource', 'only Azure and Cloudflare have one.');
      if (resource !== undefined && baseUrl !== undefined)
        refuse('resource', 'is part of `base-url`: write one of them.');
      if (takesResource && resource === undefined && baseUrl === undefined) {
        refuse('provider', `${vendor?.title} needs \`resource\`, or \`base-url\`.`);
      }
    })
    .transform(
      ({ provider, resource, 'base-url': stated, 'key-variable': keyVariable, api, model }): ModelEntry => {
        const vendor = vendorOf({ vendor: provider });
        const isDefault = api === (vendor?.api ?? table[vendor ? COMPATIBLE_PROVIDER : provider]?.defaultApi);
        const ofResource = resource === undefined ? undefined : vendor?.baseUrl.replace(RESOURCE, resource);
        const called = vendor ? { provider: COMPATIBLE_PROVIDER, vendor: provider } : { provider };
        return {
          ...called,
          model,
          api: isDefault || api === undefined ? vendor?.api : api,
          baseUrl: stated ?? ofResource,
          keyVariable,
        };
      },
    );
}

function hasApi(provider: string, api: string, table: Providers): boolean {
  const vendor = vendorOf({ vendor: provider });
  if (!vendor) return Object.hasOwn(table[provider]?.apis ?? {}, api);
  return vendor.api === undefined ? api === 'chat' || vendor.hasResponses === true : api === vendor.api;
}

function describeApis({ title, apis, defaultApi }: Provider): string {
  return `of ${title}’s ${formatCount(Object.keys(apis).length)}, by default ${apis[defaultApi]?.label}`;
}
