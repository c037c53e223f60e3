import { unlessMistaken } from '../base/errors.ts';
import { onceEach } from '../base/once-each.ts';
import type { Notice } from '../domain/notice.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Assertion, Case, Suite } from '../domain/suite.ts';
import { pathBeside, type ScriptSource } from '../interpreter/script-source.ts';
import { assertionsThatAsk, countedAssertions } from '../score/judge/asked.ts';
import { assertionKinds, loadKinds } from '../score/kinds.ts';
import { loadedFiles, versionOf } from '../score/script/loaded.ts';
import { readScripts, referenceOf } from '../score/script/source.ts';
import { transformsOf } from '../score/transform.ts';

/** The assertions of cases that run scripts, and as such the functions that answers go through. */
export const scriptsOf = onceEach((cases: readonly Case[]): readonly Assertion[] =>
  cases.flatMap((testCase) => [
    ...assertionsThatAsk(testCase, 'script'),
    ...countedAssertions(testCase).flatMap(transformsOf),
  ]),
);

/**
 * A suite whose `script` assertions carry the version of their script at a snapshot, so that a script that changes is an
 * assertion that changes. One that cannot be read there has none: it is an error where it is to run.
 */
export async function withScriptVersions(suite: Suite, snapshot: Snapshot): Promise<Suite> {
  await loadKinds(suite.cases);
  const assertions = scriptsOf(suite.cases);
  if (assertions.length === 0) return suite;
  const versions = new Map<string, string>();
  const distinct = new Map(assertions.map((assertion) => [nameOf(assertion), assertion]));
  for (const [name, assertion] of distinct) {
    const [source] = (await unlessMistaken(() => readScripts([assertion], snapshot))) ?? [];
    if (source) versions.set(name, versionOf(source));
  }
  const versioned = (assertion: Assertion): Assertion => {
    const members = assertion.assertions?.map(versioned);
    const runsScript = assertionKinds.get(assertion.type)?.asks === 'script';
    const scriptVersion = runsScript ? versions.get(nameOf(assertion)) : undefined;
    const names = transformsOf(assertion).map(nameOf);
    const transforms = assertion.transforms?.map((transform, index) => {
      const version = versions.get(names[index] ?? '');
      return version === undefined ? transform : { ...transform, version };
    });
    if (!members && !scriptVersion && !transforms) return assertion;
    return {
      ...assertion,
      ...(members && { assertions: members }),
      ...(scriptVersion && { scriptVersion }),
      ...(transforms && { transforms }),
    };
  };
  const cases = suite.cases.map((one) => ({ ...one, assertions: one.assertions.map(versioned) }));
  return { ...suite, cases };
}

function nameOf(assertion: Assertion): string {
  const { from, name } = referenceOf(assertion);
  return JSON.stringify([from, name]);
}

/** A pull request must not change how it is judged unseen: the files that its scripts load and that it changes. */
export async function scriptNotices(
  scripts: readonly ScriptSource[],
  { base, candidate }: { base: Snapshot; candidate: Snapshot },
): Promise<Notice[]> {
  const changed: string[] = [];
  for (const path of scripts.flatMap((script) =>
    loadedFiles(script).map((file) => pathBeside(script, file.path)),
  )) {
    if ((await base.blob(path)) !== (await candidate.blob(path))) changed.push(path);
  }
  const paths = [...new Set(changed)].sort();
  return paths.length === 0 ? [] : [{ code: 'judging-scripts-changed', paths }];
}
