/** Programs, of which a suite reads those in JavaScript and TypeScript at most. */
export const PROGRAM = /\.(?:[cm]?[jt]sx?|py|rb|go|sh)(?::\w{1,100})?$/i;
/** Files that are no texts. */
export const BINARY =
  /\.(?:png|jpe?g|gif|webp|bmp|svg|pdf|mp[34]|wav|webm|xlsx?|docx?|parquet)(?:#.{0,100})?$/i;
/** JavaScript and TypeScript that the interpreter runs. */
export const SCRIPT = /\.[cm]?[jt]s$/i;
/** Files of cases, variables and schemas. */
export const TABLE = /\.(?:ya?ml|json|jsonl|ndjson|csv)$/i;

/** Whether a suite can be made of a file, as cases, as a value or as a script: any text that is no other program. */
export function mayBeOfSuite(path: string): boolean {
  return SCRIPT.test(path) || (!PROGRAM.test(path) && !BINARY.test(path));
}

/** Whether a file of a suite can name further ones. */
export function namesFiles(path: string): boolean {
  return SCRIPT.test(path) || TABLE.test(path);
}
