import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { demoUsersSchema } from './endpointsFile';
import type { PlatformOptions } from './startPlatform';

/** How the program is called. */
export const USAGE = `Usage: node --import tsx packages/test-cluster/src/cli.ts --state-dir DIR [options]

Starts a platform cluster, writes DIR/endpoints.json when it is ready, and stops on Ctrl-C.

  --state-dir DIR          holds everything of the platform
  --issuer KIND            oidc-provider (default) or keycloak
  --authentication MODE    flags (default) or structured
  --portal-url URL         where the portal is (default http://localhost:7007)
  --kratix MODE            stand-in (default) or none
  --users FILE             a YAML list of { username, password, email, groups, displayName? }
  --help
`;

/** The program was called wrongly; the message says what to change. */
export class UsageError extends Error {
  readonly code = 'usage';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}

const flagsSchema = z.object({
  'state-dir': z
    .string({ error: '--state-dir DIR is needed' })
    .min(1, '--state-dir DIR is needed'),
  issuer: z
    .enum(['oidc-provider', 'keycloak'], {
      error: '--issuer is oidc-provider or keycloak',
    })
    .optional(),
  authentication: z
    .enum(['flags', 'structured'], {
      error: '--authentication is flags or structured',
    })
    .optional(),
  'portal-url': z
    .url({
      protocol: /^https?$/,
      error: '--portal-url is an http or https URL',
    })
    .optional(),
  kratix: z
    .enum(['stand-in', 'none'], { error: '--kratix is stand-in or none' })
    .optional(),
  users: z.string().min(1, '--users names a file').optional(),
});

/** What the arguments ask for; `help` when they ask how to call the program. */
export async function parseCliArguments(
  args: string[],
): Promise<PlatformOptions | 'help'> {
  const values = parseFlags(args);
  if (values.help) {
    return 'help';
  }
  const flags = flagsSchema.safeParse(values);
  if (!flags.success) {
    throw new UsageError(
      flags.error.issues.map(issue => issue.message).join('; '),
    );
  }
  const { users, ...rest } = flags.data;
  return {
    stateDir: rest['state-dir'],
    issuer: rest.issuer,
    authentication: rest.authentication,
    portalUrl: rest['portal-url'],
    kratix: rest.kratix,
    users: users === undefined ? undefined : await readUsers(users),
  };
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      strict: true,
      allowPositionals: false,
      options: {
        'state-dir': { type: 'string' },
        issuer: { type: 'string' },
        authentication: { type: 'string' },
        'portal-url': { type: 'string' },
        kratix: { type: 'string' },
        users: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (cause) {
    if (isParseArgsError(cause)) {
      throw new UsageError(cause.message, { cause });
    }
    throw cause;
  }
}

/** What `parseArgs` says of a wrong argument is fit to be shown; it is told from other errors by its code. */
function isParseArgsError(error: unknown): error is NodeJS.ErrnoException {
  const { code } = error as NodeJS.ErrnoException;
  return code?.startsWith('ERR_PARSE_ARGS_') ?? false;
}

async function readUsers(file: string) {
  let content: unknown;
  try {
    content = parse(await readFile(file, 'utf8'), { schema: 'core' });
  } catch (cause) {
    throw new UsageError(
      `--users ${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
  const users = demoUsersSchema.safeParse(content);
  if (!users.success) {
    throw new UsageError(
      `--users ${file} is not a list of users:\n${z.prettifyError(users.error)}`,
    );
  }
  return users.data;
}
