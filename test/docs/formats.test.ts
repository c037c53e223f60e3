import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkSnapshot } from '../../src/commands/check/check.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { PROMPT_FORMATS, recognisedFormat } from '../../src/prompt/formats/table.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');
const [, chapter = ''] = /^## An example of each format\n(.*?)^## /ms.exec(page) ?? [];

/** The files of each example, by its headline. */
const examples = chapter
  .split(/^### /m)
  .slice(1)
  .map((section) => {
    const [headline = ''] = section.split('\n', 1);
    const files = [...section.matchAll(/^`(\S+)`\n\n```\w+\n(.*?)^```/gms)];
    return { headline, files: Object.fromEntries(files.map(([, path = '', text = '']) => [path, text])) };
  });

test.each(examples)(
  'the example of $headline in docs/formats.md is valid as it stands',
  async ({ files }) => {
    const found = await checkSnapshot(snapshotOf(files), {
      configPath: '.github/prompt-eval-gate.yml',
      credentials: credentialsFrom({}),
    });
    expect(found.prompts).toMatchObject([{ errors: [], found: { cases: expect.any(Number) } }]);
    expect(found.missing).toEqual([]);
  },
);

test('every format has an example', () => {
  const shown = examples.flatMap(({ files }) =>
    Object.entries(files).map(([path, text]) => recognisedFormat(path, text)?.name),
  );
  for (const { name } of PROMPT_FORMATS) expect(shown).toContain(name);
});
