import { z } from 'zod';
import { portfolioJsonSchema } from '../config/portfolio.ts';
import { configJsonSchema } from '../config/schema.ts';
import { checkSchema } from '../domain/check-json.ts';
import { policyExplainSchema } from '../domain/policy-explain-json.ts';
import { REGISTRY_SCHEMAS } from '../domain/registry-json.ts';
import { resultSchema } from '../domain/result.ts';

/** Fields that changed their form under the same `schemaVersion`. */
const CHANGES =
  'Changed under schemaVersion 1: `notices`, of the result and of each prompt, were sentences and are objects now, with a `code`, a `gravity`, the sentence as `text`, and the facts that it is made of.';

/**
 * The published JSON Schema of the result, as text. Fields may be added under the same `schemaVersion`, so
 * unknown ones are allowed.
 */
function resultJsonSchema(): string {
  const schema = z.toJSONSchema(resultSchema, { io: 'input' });
  const title = 'The result of prompt-eval-gate';
  return `${JSON.stringify({ ...schema, title, description: CHANGES }, null, 2)}\n`;
}

/** How a command is called whose schema has another name. */
const TITLES: Record<string, string> = {
  'history-diff': 'history --diff',
  'policy-explain': 'policy explain',
};

/**
 * All published JSON Schemas, as texts by the names of their files: the result's, those of what `check` and the registry's
 * commands print, and those of the policy and of a portfolio's file.
 */
export function publishedSchemas(): Record<string, string> {
  const ofCommands = Object.entries({
    check: checkSchema,
    'policy-explain': policyExplainSchema,
    ...REGISTRY_SCHEMAS,
  }).map(([name, schema]) => {
    const title = `prompt-eval-gate ${TITLES[name] ?? name} --json`;
    const described = { ...z.toJSONSchema(schema, { io: 'input' }), title };
    return [`${name}.schema.json`, `${JSON.stringify(described, null, 2)}\n`] as const;
  });
  return {
    'result.schema.json': resultJsonSchema(),
    'policy.schema.json': `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
    'portfolio.schema.json': `${JSON.stringify(portfolioJsonSchema(), null, 2)}\n`,
    ...Object.fromEntries(ofCommands),
  };
}
