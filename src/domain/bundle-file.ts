import type { Bundle } from './bundle.ts';
import type { Pointer } from './pointer.ts';
import type { Digest } from './registry.ts';

/** An environment in one file, for an image or for what an application keeps on its disk: a pointer and all its bundles. */
export type BundleFile = { format: 1; pointer: Pointer; objects: Record<Digest, Bundle> };
