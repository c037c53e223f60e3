import { join } from 'node:path';
import { defineConfig, type RolldownOptions } from 'rolldown';
import { thirdPartyLicenses } from './scripts/bundle/licenses.ts';
import { fewerEndpoints } from './scripts/bundle/octokit.ts';
import { fewerPrices } from './scripts/bundle/prices.ts';
import { lessOfRedis } from './scripts/bundle/redis.ts';
import { shortLines } from './scripts/bundle/short-lines.ts';
import { lessOfZod } from './scripts/bundle/zod.ts';

/** Chunks by what they are for, first come first served; each takes along what it imports. */
const CHUNKS: [name: string, test: RegExp][] = [
  // What both entries need before they know what to do, and all that `--version` loads.
  [
    'basics',
    /src[\\/](base[\\/](errors|json|product|redact|small-heap|version)|prose[\\/]inert|domain[\\/]policy|model[\\/](credentials|key-variable))\.ts$|(?<!node_modules.*)package\.json$/,
  ],
  // With `policy`, all that a pull request without prompt changes loads.
  [
    'start',
    /src[\\/](base[\\/]|change[\\/]|prose[\\/]|commands[\\/]gate\.ts|compare[\\/]shards[\\/]shard|github[\\/]silence|verdict[\\/]run-verdict|report[\\/](renderings|write-file|telling[\\/]headline|terminal[\\/]shard)|result[\\/](blank|result)\.)|@actions[\\/]core[\\/]/,
  ],
  [
    'policy',
    /src[\\/](config[\\/](?!portfolio|lowered-rules|registry-settings|settings)|document[\\/](?!text-diff)|prompt[\\/]included-paths\.)/,
  ],
  // Of a pull request without prompt changes that has something to be told, and of all with some.
  ['notices', /src[\\/]report[\\/]telling[\\/]notices\./],
  ['openai', /node_modules[\\/]openai[\\/]/],
  ['anthropic', /node_modules[\\/]@anthropic-ai[\\/]/],
  ['redis', /node_modules[\\/]@redis[\\/]/],
  ['octokit', /node_modules[\\/](@actions[\\/]github|@octokit)[\\/]/],
  ['actions-cache', /node_modules[\\/](@actions[\\/]cache|@azure|@typespec|@protobuf-ts)[\\/]/],
  ['prices', /node_modules[\\/]@pydantic[\\/]/],
  // Looked for only where a prompt or a suite changed.
  ['secrets', /src[\\/]lint[\\/]secrets\.|node_modules[\\/]@secretlint[\\/]/],
  ['templates', /src[\\/]prompt[\\/]template[\\/]/],
  // A program of its own, for a thread: shares nothing with the others.
  [
    'script-interpreter',
    /src[\\/]interpreter[\\/]quickjs[\\/](interpreter|modules|worker)\.|node_modules[\\/](@jitl|quickjs-emscripten-core)[\\/]/,
  ],
  // Without what is large and read late: those find chunks of their own.
  [
    'assertions',
    /src[\\/](?:interpreter|score)[\\/](?!assertions[\\/](html|json|regex|similarity|tool-calls|xml)\.|html-text|json-schema|linear-regex|ngrams|xml-text)/,
  ],
  ['statistics', /src[\\/](stats|verdict)[\\/]/],
  [
    'comparison',
    /src[\\/](compare|plan|run|model|prompt(?![\\/]patterns)|suite|result|report[\\/]terminal[\\/]progress)\b/,
  ],
  // No report of a gate needs it.
  ['dashboard', /src[\\/]report[\\/]dashboard[\\/]/],
  ['report', /src[\\/]report[\\/]/],
  ['regular-expressions', /node_modules[\\/]re2js[\\/]/],
];

/** The gate: two entries, lazily loaded chunks beside them, nothing left to install. */
const gate: RolldownOptions = {
  input: {
    cli: 'src/cli.ts',
    action: 'src/action.ts',
    'script-worker': 'src/interpreter/quickjs/worker.ts',
  },
  platform: 'node',
  // Any Node from 20 on runs the terminal's command.
  transform: { target: 'node20' },
  plugins: [fewerEndpoints(), fewerPrices(), lessOfRedis(), lessOfZod(), thirdPartyLicenses()],
  resolve: {
    alias: {
      undici: join(import.meta.dirname, 'scripts/bundle/undici.ts'),
      // Handlebars does without; source maps of templates are for browsers.
      'source-map': false,
    },
  },
  preserveEntrySignatures: false,
  // A module that is imported both ways lies in a chunk that is there anyway.
  checks: { ineffectiveDynamicImport: false },
  treeshake: {
    // What loads undici for OIDC tokens, which nobody asks for here, would double the time to start.
    moduleSideEffects: [{ test: /node_modules[\\/](@actions|undici|tunnel)[\\/]/, sideEffects: false }],
  },
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    minify: true,
    entryFileNames: '[name].js',
    chunkFileNames: ({ name, facadeModuleId }) => doorOf(facadeModuleId) ?? `${name}.js`,
    banner: (chunk) => (chunk.name === 'cli' ? '#!/usr/bin/env node' : ''),
    codeSplitting: {
      groups: CHUNKS.map(([name, test], index) => ({ name, test, priority: CHUNKS.length - index })),
    },
  },
};

/**
 * What applications import: shares no file with the gate. Engines and patterns lie in chunks that are loaded late, and
 * OpenFeature's SDK is the application's own.
 */
const runtime: RolldownOptions = {
  input: { runtime: 'src/runtime.ts', openfeature: 'src/openfeature.ts' },
  external: ['@openfeature/server-sdk'],
  // What the application's own mistakes lead to.
  plugins: [shortLines((name) => /^(?:openfeature|runtime-(?:core|options))\.js$/.test(name))],
  platform: 'node',
  transform: { target: 'node20' },
  resolve: { alias: { 'source-map': false } },
  preserveEntrySignatures: 'strict',
  output: {
    dir: 'dist',
    format: 'esm',
    // Applications see the names of errors' classes.
    minify: { compress: true, mangle: { keepNames: { class: true, function: false } }, codegen: true },
    entryFileNames: '[name].js',
    chunkFileNames: 'runtime-[name].js',
    // All that every application loads, in one file.
    codeSplitting: {
      groups: [
        {
          name: 'core',
          test: /src[\\/](base[\\/](?!time-limit)|domain(?![\\/]redis)|runtime(?![\\/](?:disk|missing-|openfeature|options|bundle-file-|directory-|file-reader|forced|https-|record|redis-))|prompt[\\/](fill-in|filled-json|from-bundle|marks|place|tool-calls|template[\\/](bounds|compilers|none|template)\.))|node_modules[\\/]canonicalize/,
        },
      ],
    },
  },
};

/** One command builds dist/, in this order: the first empties it. */
export default defineConfig([gate, runtime]);

/** What is imported late has a file of its own, named by its path, which often only leads into a chunk. */
function doorOf(module: string | null | undefined): string | undefined {
  const own = /[\\/]src[\\/](.+)\.ts$/.exec(module ?? '')?.[1];
  const library = /[\\/]node_modules[\\/]@?(.+)\.m?js$/.exec(module ?? '')?.[1];
  const path = own ?? library;
  return path === undefined ? undefined : `${path.replaceAll(/[\\/]/g, '-')}.js`;
}
