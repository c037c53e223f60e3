import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { calcPrice } from '@pydantic/genai-prices';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import { thirdPartyLicenses } from '../../scripts/bundle/licenses.ts';
import { API_PARTS, keepEndpoints } from '../../scripts/bundle/octokit.ts';
import { keepProviders } from '../../scripts/bundle/prices.ts';
import { withoutBodies } from '../../scripts/bundle/zod.ts';

test('the price list of the bundle knows every price of the providers it keeps', async () => {
  const whole = await readFile(fileURLToPath(import.meta.resolve('@pydantic/genai-prices')), 'utf8');
  const kept = keepProviders(whole);
  expect(kept.length).toBeLessThan(whole.length * 0.4);

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
      ['google', 'gemini-2.5-flash'],
      ['mistral', 'mistral-large-latest'],
      ['groq', 'llama-3.3-70b-versatile'],
    ] as const;
    for (const [providerId, model] of models) {
      const price = bundled.calcPrice(usage, model, { providerId });
      expect(price?.total_price, model).toBe(calcPrice(usage, model, { providerId })?.total_price);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the bundle knows the endpoints of GitHub that the sources call, and only their parts of its API', async () => {
  const source = fileURLToPath(new URL('../../src', import.meta.url));
  const files = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const texts = await Promise.all(files.map((name) => readFile(join(source, name), 'utf8')));
  const calls = texts.flatMap((text) => [...text.matchAll(/\brest\.(\w+)\.(\w+)/g)]);
  expect(new Set(calls.map(([, part]) => part))).toEqual(new Set(API_PARTS));

  const plugin = '../../node_modules/@octokit/plugin-rest-endpoint-methods/';
  const path = new URL(`${plugin}dist-src/generated/endpoints.js`, import.meta.url);
  const kept = keepEndpoints(await readFile(path, 'utf8')).replace(/^\/\/# source.*/m, '');
  const url = `data:text/javascript,${encodeURIComponent(kept)}`;
  const { default: table }: { default: Record<string, Record<string, unknown>> } = await import(url);
  expect(Object.keys(table)).toEqual(API_PARTS);
  for (const [, part = '', name = ''] of calls) expect(table[part], `${part}.${name}`).toHaveProperty(name);
  expect(() => keepEndpoints('const a = 1;')).toThrow('not where they were');
});

test('what is left of zod’s writer of JSON Schemas has its exports, and throws', async () => {
  const core = new URL('v4/core/to-json-schema.js', import.meta.resolve('zod'));
  const whole = await readFile(core, 'utf8');
  const url = `data:text/javascript,${encodeURIComponent(withoutBodies(whole))}`;
  const left: Record<string, () => unknown> = await import(url);
  expect(Object.keys(left)).toEqual(
    expect.arrayContaining(['createToJSONSchemaMethod', 'createStandardJSONSchemaMethod', 'processSchema']),
  );
  expect(left.createToJSONSchemaMethod).toThrow('not in the bundle');
  expect(() => withoutBodies('export default 1')).toThrow('differently');
});

/** The licence file that a bundle of these files, in a folder of its own, gets. */
async function licensesOf(files: Record<string, string>): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-licenses-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const bundle = await rolldown({ cwd: folder, input: 'main.js', plugins: [thirdPartyLicenses()] });
    const { output } = await bundle.generate();
    const asset = output.find((file) => file.type === 'asset');
    return typeof asset?.source === 'string' ? asset.source : undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('the licences of all bundled packages, and of no others, are the same text wherever they are built', async () => {
  const manifest = (name: string, more: object) => JSON.stringify({ name, version: '1.2.3', ...more });
  const files = {
    'main.js':
      "import { z } from 'zed'; import { a } from '@scope/ay'; import { b } from 'bee'; import 'none'; console.log(z(), a());",
    'node_modules/zed/package.json': manifest('zed', { license: 'MIT' }),
    'node_modules/zed/index.js': 'export const z = () => Math.random();',
    'node_modules/zed/LICENSE': 'Zed may be used.\r\n\r\nAs it is.\r\n',
    'node_modules/@scope/ay/package.json': manifest('@scope/ay', { license: 'ISC', author: 'Ay' }),
    'node_modules/@scope/ay/index.js': "import { d } from 'deep'; export const a = () => d.text;",
    'node_modules/@scope/ay/node_modules/deep/package.json': manifest('deep', { license: 'MIT' }),
    'node_modules/@scope/ay/node_modules/deep/index.js': 'export const d = { text: String(Math.random()) };',
    'node_modules/@scope/ay/node_modules/deep/license.md': 'Zed may be used.\n\nAs it is.',
    'node_modules/bee/package.json': manifest('bee', { license: 'MIT', sideEffects: false }),
    'node_modules/bee/index.js': 'export const b = 3;',
    'node_modules/bee/LICENSE': 'Bee may not be used.',
    'node_modules/none/package.json': manifest('none', {}),
    'node_modules/none/index.js': 'console.log(4);',
    'node_modules/none/COPYING.txt': 'None of it.',
    'node_modules/none/NOTICE': 'Noticed.',
  };
  const text = await licensesOf(files);
  const rule = `\n${'-'.repeat(80)}\n\n`;
  expect(text).toBe(
    [
      '@scope/ay 1.2.3 (ISC)\n\nThis package carries no licence text. Author: Ay.\nhttps://spdx.org/licenses/ISC.html\n',
      'deep 1.2.3 (MIT)\nzed 1.2.3 (MIT)\n\nZed may be used.\n\nAs it is.\n',
      'none 1.2.3 (see below)\n\nNone of it.\n\nNoticed.\n',
    ].join(rule),
  );
  expect(await licensesOf(files)).toBe(text);
});
