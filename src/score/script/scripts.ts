import { ConfigurationError, ConfigurationErrors } from '../../base/errors.ts';
import type { OpenScript, RunScript, TimeLimits } from '../../interpreter/reply.ts';
import { pathBeside, type ScriptReference, type ScriptSource } from '../../interpreter/script-source.ts';
import { oneLine } from '../quote.ts';
import { versionOf } from './loaded.ts';

/** Scripts at work. */
export type Scripts = { run: RunScript; close(): Promise<void> };

export type ScriptOptions = {
  /** What runs them: Node has to be asked for, since its scripts can get out of their process. */
  runtime: 'quickjs' | 'node';
  /** Receives a sentence about what does not hold on this system. */
  onNotice?: (notice: string) => void;
  limits?: TimeLimits;
};

const TIME_LIMITS: TimeLimits = { load: 10_000, call: 5_000 };

const NO_SCRIPTS: Scripts = {
  run: async ({ name }) => ({ ok: false, problem: `${name} is not opened` }),
  close: async () => {},
};

/**
 * Loads scripts, each once, so that a suite finds out before any answer that one of them cannot be.
 * @throws ConfigurationErrors for those that cannot be loaded; nothing is left behind then.
 */
export async function openScripts(
  sources: readonly ScriptSource[],
  options: ScriptOptions,
): Promise<Scripts> {
  if (sources.length === 0) return NO_SCRIPTS;
  const versions = new Map(sources.map((source) => [source, `${source.path} ${versionOf(source)}`]));
  const idOf = (source: ScriptSource) => versions.get(source) ?? source.path;
  const distinct = [...new Map(sources.map((source) => [idOf(source), source])).values()];
  const { scripts, close } = await openAll(distinct, options);
  const inTurn = scripts.map(oneAtATime);
  const byId = new Map(
    inTurn.flatMap((script, index) => {
      const source = distinct[index];
      return source === undefined ? [] : [[idOf(source), { source, script }] as const];
    }),
  );
  const byReference = new Map(
    sources.flatMap((source) =>
      source.references.map((reference) => [keyOf(reference), byId.get(idOf(source))] as const),
    ),
  );
  try {
    await loadAll(distinct, inTurn);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async run(reference, input) {
      const found = byReference.get(keyOf(reference));
      if (!found) return await NO_SCRIPTS.run(reference, input);
      const reply = await found.script.call(input);
      return reply.ok ? reply : { ...reply, at: inRepository(found.source, reply.at) };
    },
    close,
  };
}

async function openAll(
  sources: readonly ScriptSource[],
  { runtime, onNotice = () => {}, limits = TIME_LIMITS }: ScriptOptions,
): Promise<{ scripts: OpenScript[]; close(): Promise<void> }> {
  const [interpreted, hosted] = [
    sources.filter(isInterpreted),
    sources.filter((each) => !isInterpreted(each)),
  ];
  function isInterpreted(source: ScriptSource): boolean {
    return runtime === 'quickjs' || source.isInterpreted === true;
  }
  const groups = [
    ...(interpreted.length === 0
      ? []
      : [
          {
            of: interpreted,
            ...(await import('../../interpreter/quickjs/scripts.ts')).interpretedScripts(interpreted, limits),
          },
        ]),
    ...(hosted.length === 0
      ? []
      : [
          {
            of: hosted,
            ...(await (await import('./node/scripts.ts')).nodeScripts(hosted, { limits, onNotice })),
          },
        ]),
  ];
  const opened = new Map(
    groups.flatMap(({ of, scripts }) => of.map((source, index) => [source, scripts[index]] as const)),
  );
  return {
    scripts: sources.flatMap((source) => opened.get(source) ?? []),
    close: async () => {
      await Promise.all(groups.map((group) => group.close()));
    },
  };
}

/** One answer after the other, in the order of the calls: what is late, or stopped too often, is known to the next. */
function oneAtATime(script: OpenScript): OpenScript {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn;
    return turn;
  };
  return { load: () => inTurn(script.load), call: (input) => inTurn(() => script.call(input)) };
}

async function loadAll(sources: readonly ScriptSource[], scripts: readonly OpenScript[]): Promise<void> {
  const loaded = await Promise.all(scripts.map((script) => script.load()));
  const errors = loaded.flatMap((result, index) => {
    const source = sources[index];
    if (result.ok || !source) return [];
    const at = inRepository(source, result.at);
    const where = at === undefined ? '' : `\`${oneLine(at, 200)}\`: `;
    const problem = `The script ${source.path} cannot be used: ${where}${oneLine(result.problem, 300)}.`;
    return [
      new ConfigurationError(problem, {
        place: source.place,
        remedy: 'It is an ES module whose default export takes the answer and gives true or false.',
      }),
    ];
  });
  if (errors.length > 0) throw new ConfigurationErrors(errors);
}

function keyOf({ from, name, version }: ScriptReference): string {
  return JSON.stringify([from, name, version]);
}

/** A place in a script's folder as one in the repository. */
function inRepository(source: ScriptSource, at: string | undefined): string | undefined {
  const isGenerated = source.entry !== undefined && at?.startsWith(`${source.entry}:`);
  return at === undefined || isGenerated ? undefined : pathBeside(source, at);
}
