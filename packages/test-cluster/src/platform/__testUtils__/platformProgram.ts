import { readEndpoints, writeEndpoints } from '../../endpoints/Endpoints';
import { startPlatform } from '../startPlatform';

/**
 * A program that owns a platform until it receives SIGTERM: `platformProgram.ts <state folder>`.
 * It prints `ready` when it has written the endpoints.
 */
async function main(stateDir: string) {
  const platform = await startPlatform({ stateDir, kratix: 'none' });
  const file = await writeEndpoints(platform.endpoints);
  await readEndpoints(file);
  const keepRunning = setInterval(() => undefined, 60_000);
  process.once('SIGTERM', () => {
    clearInterval(keepRunning);
    platform.stop();
  });
  process.stdout.write('ready\n');
}

main(process.argv[2]).catch(error => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
