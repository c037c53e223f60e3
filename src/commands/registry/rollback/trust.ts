import { ownMember } from '../../../base/json.ts';
import type { RolledBack, Version } from '../../../domain/registry.ts';
import type { SigningPolicy } from '../../../domain/registry-policy.ts';
import type { PromptState, RegistryState } from '../../../domain/registry-state.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { holdsOn, servingIn } from '../../../registry/promotion.ts';
import { isPromotionSigned } from '../../../registry/signatures.ts';

/** Whether applications that check signatures take what serves after a rollback. */
export type Trust = {
  /** What serves there without a good promotion signature: `support 1.0.0`. Any of them makes the pointer refused. */
  unsigned: string[];
  /** Versions of the prompt that served there, bear one, and may serve again. */
  signed: Version[];
};

/** Where nothing is signed, or nothing changes. */
export const TRUSTED: Trust = { unsigned: [], signed: [] };

/**
 * Looks at everything that an environment serves once a version is taken back.
 * @param state before it
 * @param signing the public keys; null: the registry is not signed
 */
export function trustAfter(
  { environment, prompt: name, from, to, allocation }: RolledBack,
  state: RegistryState,
  signing: SigningPolicy | null,
): Trust {
  if (signing === null) return TRUSTED;
  const isSigned = (prompt: string, { versions }: PromptState, version: Version): boolean => {
    const known = ownMember(versions, version);
    const signature = known && ownMember(known.served, environment);
    const promotion = { environment, prompt, version, digest: known?.digest ?? '' };
    return signature ? isPromotionSigned(promotion, signature, signing.promotion) : false;
  };
  const unsigned = Object.entries(state.prompts).flatMap(([prompt, promptState]) => {
    const served = servingIn(promptState, environment)?.served.at(-1)?.allocation ?? {};
    return servingVersions(prompt === name ? allocation : served)
      .filter((version) => !isSigned(prompt, promptState, version))
      .map((version) => `${prompt} ${version}`);
  });
  if (unsigned.length === 0) return TRUSTED;
  const own = ownMember(state.prompts, name);
  const serving = own && servingIn(own, environment);
  const before = (serving?.served ?? []).flatMap((each) => servingVersions(each.allocation));
  const signed = [...new Set(before)].filter(
    (version) =>
      own !== undefined &&
      ![from, to].includes(version) &&
      isSigned(name, own, version) &&
      holdsOn(version, serving?.held ?? [], Date.now()).length === 0 &&
      !ownMember(own.versions, version)?.archived,
  );
  return { unsigned, signed };
}
