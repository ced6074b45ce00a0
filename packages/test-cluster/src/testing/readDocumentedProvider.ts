import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';

type JsonObject = Record<string, unknown>;

/** The configurations on one page of docs/providers. */
export interface DocumentedProvider {
  /** The flags of the API server by their names. */
  flags: Record<string, string>;
  authentication: {
    apiVersion: string;
    kind: string;
    jwt: Array<{
      issuer: JsonObject & { url: string; audiences: string[] };
      claimMappings: Record<string, { claim?: string; expression?: string }>;
      [field: string]: unknown;
    }>;
  };
  /** The key below `auth.providers`. */
  providerId: string;
  /** The configuration below `auth.providers.<id>.<environment>`. */
  section: JsonObject;
  appConfig: JsonObject;
}

const FOLDER = resolve(
  dirname(require.resolve('../../package.json')),
  '../../docs/providers',
);

/** Reads the flags, the AuthenticationConfiguration and the app-config of a page. */
export function readDocumentedProvider(page: string): DocumentedProvider {
  const text = readPage(page);
  const yaml = blocksOf(text, 'yaml').map(block => parse(block));
  const authentication = yaml.find(
    ({ kind }) => kind === 'AuthenticationConfiguration',
  );
  const appConfig = yaml.find(({ auth }) => auth !== undefined);
  const [[providerId, environments]] = Object.entries<JsonObject>(
    appConfig.auth.providers,
  );
  const [section] = Object.values(environments) as JsonObject[];
  const flags = blocksOf(text, 'sh').find(block => block.startsWith('--oidc'));
  return {
    flags: Object.fromEntries(
      (flags ?? '')
        .trim()
        .split('\n')
        .map(line => /^--([a-z-]+)=(.*)$/.exec(line)?.slice(1) ?? [line, '']),
    ),
    authentication,
    providerId,
    section,
    appConfig,
  };
}

/** Reads all YAML of a page. */
export function readYamlBlocks(page: string): JsonObject[] {
  return blocksOf(readPage(page), 'yaml').map(block => parse(block));
}

function readPage(page: string): string {
  return readFileSync(resolve(FOLDER, `${page}.md`), 'utf8');
}

function blocksOf(text: string, language: string): string[] {
  const pattern = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm');
  return [...text.matchAll(pattern)].map(([, block]) => block);
}
