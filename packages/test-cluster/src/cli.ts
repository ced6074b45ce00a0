import { parseCliArguments, USAGE, UsageError } from './cliArguments';
import { writeEndpoints } from './endpointsFile';
import type { Platform } from './Platform';
import type { PlatformEvent } from './progress';
import { startPlatform, type PlatformOptions } from './startPlatform';

const A_DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

const EXIT_FAILED = 1;
/** As of a shell's built-in commands. */
const EXIT_USAGE = 2;

async function main(): Promise<number> {
  const options = await parseCliArguments(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  return runUntilStopped(options);
}

/** Runs a platform until somebody asks for its end or a part of it is lost. */
async function runUntilStopped(options: PlatformOptions): Promise<number> {
  const stopAsked = new AbortController();
  let exitCode = 0;
  process.once('SIGINT', () => stopAsked.abort());
  process.once('SIGTERM', () => stopAsked.abort());

  let platform: Platform;
  try {
    platform = await startPlatform({
      ...options,
      signal: stopAsked.signal,
      onProgress: event => {
        report(event);
        if (event.type === 'lost') {
          exitCode = EXIT_FAILED;
          stopAsked.abort();
        }
      },
    });
  } catch (error) {
    if (stopAsked.signal.aborted && exitCode === 0) {
      say('stopped before it was ready');
      return 0;
    }
    throw error;
  }

  const endpointsFile = await writeEndpoints(platform.endpoints);
  say(`ready: ${endpointsFile}`);
  await aborted(stopAsked.signal);
  say('stopping');
  await platform.stop();
  say('stopped');
  return exitCode;
}

function report(event: PlatformEvent): void {
  switch (event.type) {
    case 'done':
      say(`${event.step} (${(event.elapsedMs / 1000).toFixed(1)} s)`);
      break;
    case 'detail':
      say(`${event.step}: ${event.message}`);
      break;
    case 'lost':
      complain(`${event.step} ended by itself (${event.reason})`);
      break;
    case 'problem':
      complain(`${event.step}: ${event.error}`);
      break;
    default:
      break;
  }
}

/** A timer, as a signal handler alone does not keep a process running. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const keepRunning = setInterval(() => undefined, A_DAY_MILLISECONDS);
    const end = () => {
      clearInterval(keepRunning);
      resolve();
    };
    if (signal.aborted) {
      end();
    } else {
      signal.addEventListener('abort', end, { once: true });
    }
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().then(
  exitCode => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    complain(error instanceof Error ? error.message : String(error));
    if (error instanceof UsageError) {
      complain('--help shows how to call this program');
    }
    process.exitCode = error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED;
  },
);
