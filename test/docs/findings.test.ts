import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FINDING_IDS, FINDINGS } from '../../src/domain/finding.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const page = readFileSync(join(docs, 'findings.md'), 'utf8');

test.each(FINDING_IDS)(
  'docs/findings.md has a section about %s, with how grave it is and how to switch it off',
  (id) => {
    const section = page.split(/^## /m).find((text) => text.startsWith(`\`${id}\`\n`)) ?? '';
    expect(section).toContain(`By default: ${FINDINGS[id]}.`);
    expect(section).toContain(`check: { findings: { ${id}: off } }`);
  },
);

test('docs/configuration.md has a row for each, with its default', () => {
  const text = readFileSync(join(docs, 'configuration.md'), 'utf8');
  for (const id of FINDING_IDS)
    expect(text).toContain(`| [\`${id}\`](findings.md#${id}) | \`${FINDINGS[id]}\` |`);
});
