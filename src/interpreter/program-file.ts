/** A file with JavaScript, and which of its exports is meant. */
export type ProgramFile = { name: string; exported: string | undefined };

/** The JavaScript or TypeScript file that a reference names, `file://x.mjs`, `x.ts:make`; undefined for anything else. */
export function programFileOf(reference: string): ProgramFile | undefined {
  const [, name, exported] =
    /^(?:file:\/\/)?([^\n]{1,500}?\.[cm]?[jt]s)(?::(\w{1,100}))?$/i.exec(reference.trim()) ?? [];
  return name === undefined ? undefined : { name, exported };
}
