import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the part of the heap for new objects as small as it is now. By default it grows to 64 MB and more in a run of many
 * short-lived objects, though collecting them takes no longer without. Of the whole process, so that only a program's
 * entry calls it. V8 reads this flag each time it would grow that part (Node 20 and 24).
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
