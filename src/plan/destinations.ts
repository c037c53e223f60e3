import type { Credentials, ModelTarget } from '../domain/answer.ts';
import type { Destination } from '../domain/request.ts';
import { keyOf, secretOf } from '../model/credentials.ts';
import { providerOf } from '../model/lookup.ts';
import { isOwnHost, vendorOf } from '../model/vendors.ts';
import type { Judges } from '../score/judge/choose.ts';

/** The models of a prompt: of its arms, and those that judge. */
type Asked = {
  baseline: AskedArm | null;
  candidate: AskedArm;
  judges: Judges;
};

type AskedArm = { target: ModelTarget; others?: readonly { target: ModelTarget }[] };

/** Where the models and judges of some prompts get their keys sent, each once, in the order of the prompts. */
export function destinationsOf(plans: readonly Asked[], credentials: Credentials): Destination[] {
  const targets = plans.flatMap(({ baseline, candidate, judges }) => [
    ...[baseline, candidate]
      .flatMap((arm) => (arm ? [arm, ...(arm.others ?? [])] : []))
      .map(({ target }) => target),
    judges.judge,
    judges.embedder,
  ]);
  const found = new Map<string, Destination>();
  for (const target of targets) {
    if (!target || !keyOf(target, credentials)) continue;
    const destination = destinationOf(target, credentials);
    if (!secretOf(target, credentials) && !destination.isForeign) continue;
    found.set(`${destination.variable} ${destination.address}`, destination);
  }
  return [...found.values()];
}

function destinationOf(target: ModelTarget, credentials: Credentials): Destination {
  const { key, baseUrl } = providerOf(target);
  const { provider, vendor = provider } = target;
  const origin = originOf(target.baseUrl);
  const usual = vendorOf(target)?.baseUrl ?? baseUrl.byDefault;
  const known = [usual, credentials.providers[vendor]?.baseUrl ?? ''].map(originOf);
  const variable = target.keyVariable ?? vendorOf(target)?.keyVariable ?? key.variable;
  const isKnown = known.includes(origin) || isOwnHost(origin, variable) || isLoopback(origin);
  return { address: isKnown ? origin : addressOf(target.baseUrl), variable, isForeign: !isKnown };
}

/** With the path: behind one host there may be tenants of several owners. Written alike however its end is. */
function addressOf(url: string): string {
  if (!URL.canParse(url.trim())) return '';
  const { origin, pathname } = new URL(url.trim());
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

function originOf(url: string): string {
  return URL.canParse(url.trim()) ? new URL(url.trim()).origin : '';
}

/** This machine: whoever listens there has its keys anyway. */
function isLoopback(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(new URL(origin).hostname);
}
