/**
 * The stand-in's program, to be run by Node with `--import tsx` and the path of a settings file.
 * It prints `ready` on its standard output when it works, and ends when its standard input is closed.
 */
export const standInProgram = require.resolve('./main.ts');
