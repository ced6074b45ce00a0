import { existsSync, readFileSync } from 'node:fs';
import { ConfigSources } from '@backstage/config-loader';
import { LineCounter, parseDocument } from 'yaml';
import { diagnose } from '../diagnosis';
import { formatReport } from './formatReport';
import { helpText, readArguments } from './readArguments';

/**
 * The environment of the doctor: its folder, its variables, and its output.
 *
 * @public
 */
export interface DoctorSurroundings {
  /** The folder to which paths are relative. */
  folder: string;
  /** Environment variables, from which `SKE_DOCTOR_TOKEN` is read. */
  env: Record<string, string | undefined>;
  /** Writes to standard output. */
  print(text: string): void;
  /** Writes to standard error. */
  printError(text: string): void;
}

/**
 * The command `ske-doctor`.
 *
 * @returns the exit code: 0 without a failure, 1 when a check failed, 2 when the doctor could not run
 * @public
 */
export async function runDoctor(
  args: string[],
  surroundings: DoctorSurroundings,
): Promise<number> {
  const { folder, env, print, printError } = surroundings;
  try {
    const { help, json, configFiles, tokenFile, issuerCaFile } = readArguments(
      args,
      folder,
    );
    if (help) {
      print(helpText);
      return 0;
    }
    const config = await readConfig(configFiles);
    const token =
      tokenFile === undefined
        ? env.SKE_DOCTOR_TOKEN
        : readFileSync(tokenFile, 'utf8').trim();
    const report = await diagnose(config, {
      ...(token && { token }),
      ...(issuerCaFile !== undefined && {
        issuerCa: readFileSync(issuerCaFile, 'utf8'),
      }),
    });
    config.close();
    print(json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
    return report.outcome === 'failed' ? 1 : 0;
  } catch (error) {
    printError(
      `The doctor cannot run: ${error instanceof Error ? error.message : error}\n`,
    );
    return 2;
  }
}

async function readConfig(files: string[]) {
  try {
    return await ConfigSources.toConfig(
      ConfigSources.defaultForTargets({
        targets: files.map(target => ({ type: 'path', target })),
        watch: false,
      }),
    );
  } catch (error) {
    const broken = files.flatMap(findYamlError)[0];
    throw broken ? new Error(broken) : error;
  }
}

/**
 * Says where a file is not YAML. The messages of the parser do not name the file, and quote its text, which may have secrets (S7). So only the code and the place
 * are given.
 */
function findYamlError(file: string): string[] {
  if (!existsSync(file)) {
    return [];
  }
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), {
    lineCounter: lines,
  });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    const code = error.code.toLowerCase().replaceAll('_', ' ');
    return [`${file} is not YAML: ${code} at line ${line}, column ${col}.`];
  }
  try {
    document.toJS();
    return [];
  } catch {
    // The parser names no place for these.
    return [`${file} is not YAML: it has an alias (*) without its anchor (&).`];
  }
}
