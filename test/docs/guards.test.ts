import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePortfolio } from '../../src/config/portfolio.ts';
import { parseConfig } from '../../src/config/schema.ts';
import { policyWith } from '../kit/registry-team.ts';

const page = () => readFile(join(import.meta.dirname, '../../docs/guards.md'), 'utf8');

/** What a portfolio has besides the excerpt of the page. */
const REST = 'owner: "@acme/support-ai"\nenvironment: production\nunit: user_id\nsegment-by: customer_tier\n';

test('the metrics and guards of docs/guards.md are those of a policy and a portfolio that go together', async () => {
  const [policy = '', excerpt = ''] = [...(await page()).matchAll(/^```yaml\n(.*?)^```/gms)].map(
    ([, text]) => text,
  );
  const { registry } = parseConfig(policyWith(policy), 'policy.yml');
  const path = '.github/prompt-portfolios/support.yml';
  const metrics = registry?.metrics ?? null;
  const portfolio = parsePortfolio(`${REST}${excerpt}`, path, {
    ...{ state: null, environments: ['production'], metrics, refusesMisuse: true },
  });
  expect(portfolio.guards.map(({ action }) => action)).toEqual(['rollback', 'hold', 'alert']);
});
