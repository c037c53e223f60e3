import { createHash } from 'node:crypto';
import type { ScriptsPolicy } from '../../domain/policy.ts';
import type { ScriptSource } from '../../interpreter/script-source.ts';
import { openScripts } from './scripts.ts';

/**
 * Loads scripts and lets go of them, so that a mistake in one is found before anything is asked. Those that run in Node
 * are loaded only where they run: loading them is running them.
 * @throws ConfigurationErrors for those that cannot be loaded.
 */
export type LoadScripts = (
  sources: readonly ScriptSource[],
  runtime: ScriptsPolicy['runtime'],
) => Promise<void>;

/** Loads each script once, however many suites name it. */
export function scriptLoader(): LoadScripts {
  const loaded = new Set<string>();
  return async (sources, runtime) => {
    const unknown = sources.filter(
      (source) => (runtime === 'quickjs' || source.isInterpreted) && !loaded.has(keyOf(source)),
    );
    const scripts = await openScripts(unknown, { runtime: 'quickjs' });
    await scripts.close();
    for (const source of unknown) loaded.add(keyOf(source));
  };
}

function keyOf({ path, files }: ScriptSource): string {
  return createHash('sha256')
    .update(JSON.stringify([path, files]))
    .digest('hex');
}
