import { setFlagsFromString } from 'node:v8';

/**
 * Lets the part for new objects grow again, as by default: for work whose few large results live long and that is done in
 * a second or two, and for work that makes so many objects that half its time is collecting them. Of the whole process, like `keepHeapSmall`.
 */
export function letNewObjectsGrow(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
}
