// Required before a program: reports what it used when it exits.
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const usage = { cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024 };
  process.stderr.write(`usage ${JSON.stringify(usage)}\n`);
});
