import { isMapping, type Json } from '../base/json.ts';

const TYPES = new Set<Json | undefined>(['image_url', 'input_image', 'image']);

/** Whether a part of a message is an image, whichever API it is for. */
export function isImage(part: Json): boolean {
  return isMapping(part) && TYPES.has(part.type);
}
