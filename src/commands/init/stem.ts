/** The name of a prompt or of its cases without folder, ending and what tells one from the other, in small letters. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return name.replace(/\.[a-z0-9]{1,8}$/, '').replace(/[._-](?:prompt|suite|tests?|evals?|cases)$/, '');
}
