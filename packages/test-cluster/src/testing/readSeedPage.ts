import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const projectFolder = resolve(__dirname, '../../../..');
const PAGE = resolve(projectFolder, '../shared/seed/configuring-oidc.txt');

/**
 * What the page that the project started from tells its readers to copy.
 *
 * @public
 */
export interface SeedPage {
  /** The body of a sign-in resolver, in which `ctx`, `info` and `userRef` are known. */
  resolverBody: string;
  /** Its `kubernetes` and `ske` sections, with what stands in angle brackets there filled in. */
  appConfig(values: {
    platformClusterUrl: string;
    providerName: string;
  }): z.infer<typeof appConfigSchema>;
}

const appConfigSchema = z.record(z.string(), z.json());

/** The page shows it so; the text that we have of it lost the indentation. */
const APP_CONFIG = `
kubernetes:
  serviceLocatorMethod:
    type: multiTenant
  clusterLocatorMethods:
    - type: config
      clusters:
        - url: <platform cluster url>
          name: kratix-platform
          authProvider: oidc
          oidcTokenProvider: <your-provider-name> # e.g. keycloak, okta, auth0
          skipTLSVerify: true
ske:
  kubernetes:
    platformName: kratix-platform
`;

/**
 * Reads the page from the folder `shared` beside the project: the tests run what it says and not a copy that may drift.
 *
 * @throws Error when the page is not there, or does not say what is read here
 *
 * @public
 */
export function readSeedPage(): SeedPage {
  if (!existsSync(PAGE)) {
    throw new Error(
      `${PAGE} is missing: this test runs the snippets of the seed page and needs the shared folder beside the project`,
    );
  }
  const page = readFileSync(PAGE, 'utf8');
  requireLines(page, APP_CONFIG);
  return {
    resolverBody: readResolver(page),
    appConfig: ({ platformClusterUrl, providerName }) =>
      appConfigSchema.parse(
        parse(
          APP_CONFIG.replace(
            '<platform cluster url>',
            platformClusterUrl,
          ).replace('<your-provider-name>', providerName),
        ),
      ),
  };
}

/** Fails unless the page has these lines, in this order, whatever their indentation. */
function requireLines(page: string, text: string): void {
  const lines = page.split('\n').map(line => line.trim());
  let from = 0;
  for (const line of text.trim().split('\n')) {
    const found = lines.indexOf(line.trim(), from);
    if (found === -1) {
      throw new Error(`${PAGE} does not say "${line.trim()}" any more`);
    }
    from = found + 1;
  }
}

/** From `return ctx.issueToken(` to `});`. */
function readResolver(page: string): string {
  const snippet = /^return ctx\.issueToken\(\{\n[\s\S]*?^\}\);$/m.exec(page);
  if (!snippet) {
    throw new Error(`${PAGE} shows no resolver that calls ctx.issueToken`);
  }
  return snippet[0];
}
