const { readFileSync } = require('node:fs');

// Required before a program: reports what it used when it exits.
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(`usage ${JSON.stringify({ cpuMs: (user + system) / 1000, peakMb: peakMb() })}\n`);
});

/** Of this program alone: on Linux, the usual figure begins with that of the process that started it. */
function peakMb() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
