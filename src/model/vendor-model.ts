import { COMPATIBLE_PROVIDER } from './compatible-hosts.ts';
import { readModelName, type SpelledModel } from './model-name.ts';
import { nameOfVendor, type Vendor } from './vendors.ts';

/** promptfoo's word for Ollama's older API; its templates ask the same as a message. */
const COMPLETION = /^completion:(?=.)/;

/**
 * Reads what stands behind a vendor's word: `chat:` and `responses:` name the API, `sonar` may be called otherwise by
 * now. A text says why there is no such model: the word of an API that is not supported, as `readModelName` returns it,
 * or a sentence.
 */
export function readVendorModel(
  vendor: Vendor,
  name: string,
): SpelledModel | { word: string } | { sentence: string } {
  const spelled = readModelName(COMPATIBLE_PROVIDER, vendor.isKeyless ? name.replace(COMPLETION, '') : name);
  if (typeof spelled === 'string') return { word: spelled };
  const { model: stated, api = vendor.api } = spelled;
  if (vendor.gone?.models.test(stated)) return { sentence: vendor.gone.why };
  if (api === 'responses' && !vendor.hasResponses && vendor.api !== 'responses') {
    return { sentence: `${vendor.title} has no Responses API: write \`${nameOfVendor(vendor)}:${stated}\`.` };
  }
  const model =
    (Object.hasOwn(vendor.renamed ?? {}, stated) ? vendor.renamed?.[stated] : undefined) ?? stated;
  return api === undefined ? { model } : { model, api };
}
