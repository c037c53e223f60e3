/** Dotprompt's `_name.prompt`. */
const PARTIAL = /(?:^|\/)_[^/]*\.prompt$/;

/** Whether a file is, by its name, a part of prompts and none itself. */
export function isPartial(path: string): boolean {
  return PARTIAL.test(path);
}
