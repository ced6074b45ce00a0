import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const projectFolder = resolve(__dirname, '../../../..');
const PAGE = resolve(projectFolder, '../shared/seed/configuring-oidc.txt');

/** The snippets of SKE's page on OIDC ("Configuring OIDC Authentication"). */
export interface SkeOidcPage {
  /** The body of a sign-in resolver. It uses `ctx`, `info` and `userRef`. */
  resolverBody: string;
  /** The `kubernetes` and `ske` sections, with values in place of the texts in angle brackets. */
  appConfig(values: {
    platformClusterUrl: string;
    providerName: string;
  }): z.infer<typeof appConfigSchema>;
}

const appConfigSchema = z.record(z.string(), z.json());

/** The snippet of the page. It is written here because the text file of the page has no indentation. */
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
 * Reads the page from the folder `shared` beside the project, so that tests run its current snippets.
 *
 * @throws Error when the page is missing, or when its snippets have changed
 */
export function readSkeOidcPage(): SkeOidcPage {
  if (!existsSync(PAGE)) {
    throw new Error(
      `${PAGE} is missing: this test runs the snippets of SKE's page on OIDC and needs the folder "shared" beside the project`,
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

/** Throws unless the page has these lines in this order. Ignores the indentation. */
function requireLines(page: string, text: string): void {
  const lines = page.split('\n').map(line => line.trim());
  let from = 0;
  for (const line of text.trim().split('\n')) {
    const found = lines.indexOf(line.trim(), from);
    if (found === -1) {
      throw new Error(`${PAGE} no longer contains "${line.trim()}"`);
    }
    from = found + 1;
  }
}

/** Reads the text from `return ctx.issueToken(` to `});`. */
function readResolver(page: string): string {
  const snippet = /^return ctx\.issueToken\(\{\n[\s\S]*?^\}\);$/m.exec(page);
  if (!snippet) {
    throw new Error(`${PAGE} has no resolver that calls ctx.issueToken`);
  }
  return snippet[0];
}
