import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { countText } from '../kit/observations.ts';

const page = await readFile(new URL('../../docs/observations.md', import.meta.url), 'utf8');

/** The example of each source, by the headline above it. */
const examples = page
  .split(/^### /m)
  .slice(1)
  .map((section) => {
    const [headline = ''] = section.split('\n', 1);
    const [, language = '', text = ''] = /^```(json|csv)\n(.*?)^```/ms.exec(section) ?? [];
    return { headline, name: `example.${language}`, text };
  });

describe('every example of a source in docs/observations.md is counted as it stands', () => {
  test('of each there is one', () => {
    expect(examples.map(({ headline }) => headline)).toEqual([
      ...['The runtime', 'A table', 'OpenTelemetry', 'Langfuse', 'PostHog', 'LangSmith'],
    ]);
  });

  test.each(examples)('$headline', async ({ name, text }) => {
    const { rows, parts } = await countText(text, { name });
    expect(rows).toMatchObject({ read: 1, counted: 1 });
    expect(parts).toMatchObject([{ prompt: 'support', environment: 'production', observations: 1 }]);
    expect(parts[0]?.windows).toContainEqual(
      expect.objectContaining({ version: '1.1.0', metric: 'resolved', n: 1, sum: 1, day: '2026-11-28' }),
    );
  });
});
