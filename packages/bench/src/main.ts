import { benchmarks } from './benchmarks';
import { parseBenchSettings } from './BenchSettings';
import { printFigures } from './figures/printFigures';

/** Runs the benchmark that was asked for; ends with 0 when every goal is met. */
async function main(): Promise<number> {
  const settings = parseBenchSettings(process.argv[2]);
  const stopped = new AbortController();
  // `npm run bench` passes a wish to stop on, and may itself be killed.
  const stop = () => stopped.abort(new Error('stopped'));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);

  const load = benchmarks[settings.benchmark];
  if (!load) {
    const names = Object.keys(benchmarks).join(', ');
    say(`there is no benchmark ${settings.benchmark}; there are: ${names}`);
    return 1;
  }
  try {
    const { run } = await load();
    const figures = await run({ ...settings, say, signal: stopped.signal });
    printFigures(figures, settings);
    return figures.every(({ ok }) => ok) ? 0 : 1;
  } catch (error) {
    if (stopped.signal.aborted) {
      say('stopped; nothing is left running');
      return 130;
    }
    throw error;
  }
}

/** Progress; standard output belongs to the figures. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().then(
  exitCode => process.exit(exitCode),
  (error: unknown) => {
    say(
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
    process.exit(1);
  },
);
