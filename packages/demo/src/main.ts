import { ProcessError } from '@kratix-portal/test-cluster';
import { parseDemoSettings, type DemoSettings } from './cli/DemoSettings';
import { Report } from './cli/Report';
import type { Run } from './cli/Run';
import { runDemo } from './runs/runDemo';
import { runOnExistingCluster } from './runs/runOnExistingCluster';
import { runPortalOnly } from './runs/runPortalOnly';
import { StopRequest } from './cli/StopRequest';

/** A way to run `npm start`. It resolves with the exit code. */
type Start = (run: Run) => Promise<number>;

async function main(): Promise<number> {
  const settings = parseDemoSettings(process.argv[2]);
  const report = new Report();
  const stop = new StopRequest();
  const start = await chooseStart(settings);
  try {
    return await start({ settings, report, stop });
  } catch (error) {
    if (stop.signal.aborted && stop.failure === undefined) {
      report.say('Stopped before it was ready. All processes have ended.');
      return 0;
    }
    describeFailure(error).forEach(line => report.say(line));
    return 1;
  }
}

async function chooseStart(settings: DemoSettings): Promise<Start> {
  if (settings.selfTest) {
    const { runSelfTest } = await import('./selfTest/runSelfTest');
    return runSelfTest;
  }
  if (settings.portalOnly) {
    return runPortalOnly;
  }
  return settings.kubeconfig ? runOnExistingCluster : runDemo;
}

/** Returns one line for errors that the user can fix, and the stack for other errors. */
function describeFailure(error: unknown): string[] {
  if (error instanceof ProcessError) {
    return [
      `error: ${error.message.replace(/\n/g, '\n  | ')}`,
      '  what to do: fix the cause that the log names, then start again; npm start -- --reset starts with an empty state folder',
    ];
  }
  if (error instanceof Error && 'code' in error) {
    return [`error: ${error.message}`];
  }
  return [
    `error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  ];
}

main().then(
  exitCode => {
    // `process.exit` also ends the process when a library has left a socket or timer open.
    process.exit(exitCode);
  },
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(1);
  },
);
