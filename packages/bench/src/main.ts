import { availableParallelism, loadavg } from 'node:os';
import { inspect } from 'node:util';
import { benchmarks } from './benchmarks';
import { parseBenchSettings } from './settings/BenchSettings';
import { printFigures } from './figures/printFigures';

/** Runs a benchmark. The exit code is 0 if every goal is met. */
async function main(): Promise<number> {
  const settings = parseBenchSettings(process.argv[2]);
  const stopped = new AbortController();
  // `npm run bench` forwards signals; the disconnect shows that it was killed.
  const stop = () => stopped.abort(new Error('stopped'));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);

  const load = benchmarks[settings.benchmark];
  if (!load) {
    const names = Object.keys(benchmarks).join(', ');
    print(
      `There is no benchmark "${settings.benchmark}". Benchmarks: ${names}`,
    );
    return 1;
  }
  warnOfLoad();
  try {
    const { run } = await load();
    const figures = await run({ ...settings, say, signal: stopped.signal });
    printFigures(figures, settings);
    return figures.every(({ ok }) => ok) ? 0 : 1;
  } catch (error) {
    if (stopped.signal.aborted) {
      print('Stopped. No process is left running.');
      return 130;
    }
    throw error;
  }
}

/** Other work on the machine changes the figures, so the output mentions the load. */
function warnOfLoad(): void {
  const [load] = loadavg();
  const cores = availableParallelism();
  if (load > cores / 2) {
    print(
      `This machine is busy: its load average is ${load.toFixed(1)} on ${cores} cores. The figures will be worse than on an idle one.`,
    );
  }
}

/** Prints progress with the time since the start. */
function say(line: string): void {
  const seconds = Math.round(performance.now() / 1000);
  const time = `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
  print(line === '' ? '' : `${time.padStart(6)}  ${line}`);
}

/** Standard output has only the figures. */
function print(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().then(
  exitCode => process.exit(exitCode),
  (error: unknown) => {
    print(inspect(error));
    process.exit(1);
  },
);
