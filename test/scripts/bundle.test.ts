import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { calcPrice } from '@pydantic/genai-prices';
import { expect, test } from 'vitest';
import { keepProviders } from '../../scripts/bundle/prices.ts';

test('the price list of the bundle knows every price of the providers it keeps', async () => {
  const whole = await readFile(fileURLToPath(import.meta.resolve('@pydantic/genai-prices')), 'utf8');
  const kept = keepProviders(whole);
  expect(kept.length).toBeLessThan(whole.length / 5);

  const folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-prices-'));
  try {
    const file = join(folder, 'prices.mjs');
    await writeFile(file, kept);
    const bundled: { calcPrice: typeof calcPrice } = await import(pathToFileURL(file).href);
    const usage = { input_tokens: 3000, cache_read_tokens: 1000, output_tokens: 500 };
    const models = [
      ['openai', 'gpt-4.1-mini-2025-04-14'],
      ['openai', 'gpt-4o'],
      ['openai', 'text-embedding-3-small'],
      ['openai', 'no-such-model'],
      ['anthropic', 'claude-sonnet-4-5-20250929'],
      ['anthropic', 'claude-3-5-haiku-latest'],
    ] as const;
    for (const [providerId, model] of models) {
      const price = bundled.calcPrice(usage, model, { providerId });
      expect(price?.total_price, model).toBe(calcPrice(usage, model, { providerId })?.total_price);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
