import { runDoctor } from './runDoctor';

/** The program of `npm run doctor`, which passes the arguments as JSON. */
async function main({ args, folder }: { args: string[]; folder: string }) {
  process.exitCode = await runDoctor(args, {
    folder,
    env: process.env,
    print: text => process.stdout.write(text),
    printError: text => process.stderr.write(text),
  });
  // The channel to the script would keep the process alive.
  process.disconnect?.();
}

main(JSON.parse(process.argv[2]));
