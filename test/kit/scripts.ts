import { posix } from 'node:path';
import { afterEach } from 'vitest';
import { openScripts, type ScriptOptions, type Scripts } from '../../src/score/script/scripts.ts';
import { readScripts, referenceOf } from '../../src/score/script/source.ts';
import { assertionOf } from './scoring.ts';
import { snapshotOf } from './snapshot.ts';

/** The files of a script's folder, `check.mjs` among them. */
export type Folder = Record<string, string>;

/** Opens scripts for one test, which are closed after it. */
export function scriptOpener(runtime: ScriptOptions['runtime'] = 'quickjs') {
  const opened: Scripts[] = [];
  afterEach(async () => {
    for (const scripts of opened.splice(0)) await scripts.close();
  });

  /** An assertion of `check.mjs` beside the suite, and the scripts that run it. */
  async function opening(files: Folder, options: Partial<ScriptOptions> = {}) {
    const assertion = assertionOf('script', { value: 'check.mjs' });
    const inFolder = Object.entries(files).map(([path, text]) => [posix.join('evals', path), text]);
    const sources = await readScripts([assertion], snapshotOf(Object.fromEntries(inFolder)));
    const scripts = await openScripts(sources, { runtime, ...options });
    opened.push(scripts);
    const reference = referenceOf(assertion);
    /** What the script returns for an answer, read; or why it returns nothing. */
    const call = async (output = 'answer'): Promise<unknown> => {
      const reply = await scripts.run(reference, { output, context: { vars: {} } });
      return reply.ok ? JSON.parse(reply.json) : reply.problem;
    };
    return { context: { script: scripts.run }, call };
  }

  /** What a script with this body returns for one answer, or why it returns nothing. */
  async function given(body: string, files: Folder = {}, options: Partial<ScriptOptions> = {}) {
    const { call } = await opening({ 'check.mjs': scriptOf(body), ...files }, options);
    return await call();
  }

  return { opening, given };
}

/** A script whose function has this body. */
export function scriptOf(body: string): string {
  return `export default async (output, context) => { ${body} };`;
}
