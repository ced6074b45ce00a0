import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The arguments of the doctor. */
export interface DoctorArguments {
  help: boolean;
  json: boolean;
  /** Later files override earlier ones, as in Backstage. */
  configFiles: string[];
  tokenFile?: string;
  issuerCaFile?: string;
}

export const helpText = `ske-doctor says why users cannot act on the platform cluster.

  --config <file>      an app-config file; repeat it for several (default: app-config.yaml)
  --token-file <file>  a token that the API server should accept; SKE_DOCTOR_TOKEN has the same effect
  --issuer-ca <file>   the certificate authority of the OIDC provider, as PEM
  --json               print the report as JSON
  --help               print this text

Exit codes: 0 all checks passed, some perhaps with a warning; 1 a check failed; 2 the doctor could not run.
`;

/** @throws Error for an argument that does not exist */
export function readArguments(args: string[], folder: string): DoctorArguments {
  const { values } = parseArgs({
    args,
    options: {
      config: { type: 'string', multiple: true },
      'token-file': { type: 'string' },
      'issuer-ca': { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const toPath = (file: string) => resolve(folder, file);
  const { 'token-file': tokenFile, 'issuer-ca': issuerCa } = values;
  return {
    help: values.help ?? false,
    json: values.json ?? false,
    configFiles: (values.config ?? ['app-config.yaml']).map(toPath),
    ...(tokenFile !== undefined && { tokenFile: toPath(tokenFile) }),
    ...(issuerCa !== undefined && { issuerCaFile: toPath(issuerCa) }),
  };
}
