import { ConfigurationError } from '../base/errors.ts';
import { isMapping } from '../base/json.ts';
import { didYouMean } from './suggest.ts';
import type { YamlDocument } from './yaml.ts';

/**
 * Formats let people add keys of their own; a key that looks like a misspelt known one is refused all the same.
 * Throws ConfigurationError at the first.
 */
export function refuseMisspeltKeys(document: YamlDocument, known: readonly string[]): void {
  for (const key of isMapping(document.value) ? Object.keys(document.value) : []) {
    const meant = known.includes(key) ? '' : didYouMean(key, known);
    if (meant !== '') {
      throw new ConfigurationError(`Unknown key "${key}".${meant}`, { place: document.placeOfKey([key]) });
    }
  }
}
