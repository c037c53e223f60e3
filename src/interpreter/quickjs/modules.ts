import { posix } from 'node:path';

/** The files of a script's folder by path, and which of them is the script. */
export type Modules = { entry: string; files: ReadonlyMap<string, string> };

const IS_RELATIVE = /^\.\.?\//;
const IS_MODULE = /\.[cm]?[jt]s$/i;
const IS_JSON = /\.json$/i;

/** The path of an imported file in the script's folder, whether it is there or not; what is no path stays as it is. */
export function resolveModule(from: string, specifier: string): string {
  return IS_RELATIVE.test(specifier) ? `./${posix.join(posix.dirname(from), specifier)}` : specifier;
}

/**
 * The text of a file, by its resolved path, as an ES module. The default export of a JSON file is its value, that of
 * another data file its text.
 * @throws Error for whatever is not in the folder, and for a JSON file that is not JSON.
 */
export function moduleText({ files }: Modules, resolved: string): string {
  const name = resolved.slice(0, 100);
  if (!IS_RELATIVE.test(resolved)) {
    throw new Error(
      `Cannot import "${name}": a script imports files of its own folder, by "./"; there is no package, network, file or process here`,
    );
  }
  const path = posix.normalize(resolved);
  const text = files.get(path);
  if (text === undefined) throw new Error(`Cannot find module "${name}" in the script's folder`);
  if (IS_MODULE.test(path)) return text;
  if (!IS_JSON.test(path)) return `export default ${JSON.stringify(text)};`;
  try {
    JSON.parse(text);
  } catch {
    throw new Error(`"${name}" is not valid JSON`);
  }
  return `export default JSON.parse(${JSON.stringify(text)});`;
}
