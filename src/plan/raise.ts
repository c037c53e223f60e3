import type { Bundle } from '../domain/bundle.ts';
import { renderedForm } from '../prompt/rendered-form.ts';
import { loadEngines } from '../prompt/template/compilers.ts';
import { type Raise, raiseBetween } from '../registry/raise.ts';

/** Which part of a prompt's version a change of its bundle raises, and why; null where the digest stays the same. */
export type RaiseOf = (before: Bundle, after: Bundle) => Raise | null;

/**
 * Loads what comparing bundles of any prompts needs. The comparison throws ConfigurationError for a template that its
 * engine cannot read, which a bundle of a registered version has not.
 */
export async function openRaise(): Promise<RaiseOf> {
  await loadEngines();
  return (before, after) => {
    const rendered = (bundle: Bundle) => ({ bundle, rendered: renderedForm(bundle) });
    return raiseBetween(rendered(before), rendered(after));
  };
}
