import { spawn } from 'node:child_process';
import { sep } from 'node:path';

/** A command to be spawned. */
export type ScriptCommand = { command: string; args: string[] };

/** How the process of a script can be confined on this system. */
export type Confinement = {
  /** In a network and process namespace of its own, which has no network but an unconnected loopback. */
  namespaces: boolean;
  /** The kernel bounds the data of the whole process. */
  memory: boolean;
};

const HEAP_MB = 256;
/** Of the whole process, in KB: heap, buffers and the stacks of Node's own threads. */
const DATA_KB = 1024 * 1024;
const PROBE_LIMIT_MS = 10_000;

const NAMESPACES = [
  'unshare',
  ...['--user', '--map-root-user', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'],
];

/** Tries what the system can do. Never rejects. */
export async function probeConfinement(): Promise<Confinement> {
  if (process.platform !== 'linux') return { namespaces: false, memory: false };
  return { namespaces: await succeeds([...NAMESPACES, 'true']), memory: await succeeds(bounded(['true'])) };
}

/** What people who rely on the confinement have to know about this system; null where everything holds. */
export function confinementNotice({ namespaces, memory }: Confinement): string | null {
  const missing = [
    ...(namespaces ? [] : ['no network and process namespace of their own']),
    ...(memory ? [] : ['no memory limit beyond their heap']),
  ];
  if (missing.length === 0) return null;
  return `\`scripts.runtime: node\`: on this system scripts have ${missing.join(' and ')}; only Node's permission model holds them.`;
}

/** How Node runs a script that may read nothing but `folder`, write nothing and start nothing. */
export function confined(
  { namespaces, memory }: Confinement,
  { folder, host, script }: { folder: string; host: string; script: string },
): ScriptCommand {
  const known = process.allowedNodeEnvironmentFlags.has('--permission');
  const node = [
    process.execPath,
    known ? '--permission' : '--experimental-permission',
    `--allow-fs-read=${folder}${sep}`,
    `--max-old-space-size=${HEAP_MB}`,
    host,
    script,
  ];
  const isolated = namespaces ? [...NAMESPACES, ...node] : node;
  const [command = process.execPath, ...args] = memory ? bounded(isolated) : isolated;
  return { command, args };
}

function bounded(words: readonly string[]): string[] {
  return ['/bin/sh', '-c', `ulimit -d ${DATA_KB} && exec env -i "$@"`, 'sh', ...words];
}

function succeeds([command = '', ...args]: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = spawn(command, args, { stdio: 'ignore', timeout: PROBE_LIMIT_MS, killSignal: 'SIGKILL' });
    probe.once('error', () => resolve(false));
    probe.once('exit', (code) => resolve(code === 0));
  });
}
