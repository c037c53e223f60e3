import type { Bundle, TokenEstimate } from '../domain/bundle.ts';
import { approximateTokens } from '../model/tokens.ts';
import { renderedForm } from '../prompt/rendered-form.ts';

/** Characters of a token, by script: see `approximateTokens`. */
const ESTIMATOR = 'characters';

/**
 * The tokens of a bundle's templates without their variables: the texts of all branches, and those before the first
 * variable or branch. Throws ConfigurationError for a template that its engine cannot read.
 */
export async function estimateTokens(bundle: Bundle): Promise<TokenEstimate> {
  const { fixedText, commonStart } = await renderedForm(bundle);
  return {
    fixed: approximateTokens(fixedText),
    cacheablePrefix: approximateTokens(commonStart),
    estimator: ESTIMATOR,
  };
}
