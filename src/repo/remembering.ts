import type { Snapshot } from '../domain/snapshot.ts';

/** Characters; larger files are read again, which costs less than keeping them. */
const LARGEST = 200_000;

/** The same snapshot, which reads each small file once, however many prompts stand in it. */
export function remembering(snapshot: Snapshot): Snapshot {
  const texts = new Map<string, Promise<string | undefined>>();
  const read = (path: string): Promise<string | undefined> => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const text = snapshot.read(path).then((found) => {
      if (found !== undefined && found.length > LARGEST) texts.delete(path);
      return found;
    });
    texts.set(path, text);
    return text;
  };
  return { ...snapshot, read };
}
