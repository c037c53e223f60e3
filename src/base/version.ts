import manifest from '../../package.json' with { type: 'json' };

/** The version in the package's manifest: `0.1.0`. */
export function version(): string {
  return manifest.version;
}
