import { AlreadyRunningError, ProcessError } from '@kratix-portal/test-cluster';
import { parseDemoSettings, type DemoSettings } from './DemoSettings';
import { DemoError } from './DemoError';
import { Report } from './Report';
import { runDemo } from './runDemo';
import { runOnExistingCluster } from './runOnExistingCluster';
import { runPortalOnly } from './runPortalOnly';
import { StopRequest } from './stopRequest';

/** One way of running `npm start`; resolves with the exit code. */
type Run = (options: {
  settings: DemoSettings;
  report: Report;
  stop: StopRequest;
}) => Promise<number>;

async function main(): Promise<number> {
  const settings = parseDemoSettings(process.argv[2]);
  const report = new Report();
  const stop = new StopRequest();
  const run = await chooseRun(settings);
  try {
    return await run({ settings, report, stop });
  } catch (error) {
    if (stop.signal.aborted && stop.failure === undefined) {
      report.say('Stopped before it was ready; nothing is left running.');
      return 0;
    }
    describeFailure(error).forEach(line => report.say(line));
    return 1;
  }
}

async function chooseRun(settings: DemoSettings): Promise<Run> {
  if (settings.selfTest) {
    const { runSelfTest } = await import('./selfTest/runSelfTest');
    return runSelfTest;
  }
  if (settings.portalOnly) {
    return runPortalOnly;
  }
  return settings.kubeconfig ? runOnExistingCluster : runDemo;
}

/** One line of what, for what a reader can act on; the whole error for a fault of ours. */
function describeFailure(error: unknown): string[] {
  if (error instanceof ProcessError) {
    return [
      `error: ${error.message.replace(/\n/g, '\n  | ')}`,
      '  what to do: mend what the log names, then start again; npm start -- --reset begins with an empty state',
    ];
  }
  if (error instanceof DemoError || error instanceof AlreadyRunningError) {
    return [`error: ${error.message}`];
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
    // Not only the code: a server of a library that forgot to close something must not keep the demo alive.
    process.exit(exitCode);
  },
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(1);
  },
);
