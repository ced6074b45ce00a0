// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { survivingCrashes } from '../bootstrap/yarnCrash.mjs';
import { localDir } from '../project.mjs';
import { runCommand } from '../steps/runCommand.mjs';
import { daysSince } from './apps.mjs';
import { withValues } from './installDoc.mjs';
import { changeOldFrontend } from './oldFrontend.mjs';

/** Logs and results of the adoption test. */
export const adoptionLogsDir = path.join(localDir, 'adoption');

/**
 * An app that create-app makes.
 *
 * @typedef {{
 *   folder: string,
 *   run: (command: string, args: string[], env?: NodeJS.ProcessEnv) => Promise<void>,
 * }} NewApp
 */

/**
 * Runs commands in the folder of an app, or in its parent while the folder does not exist.
 *
 * @param {string} folder
 * @param {Pick<import('./withTools.mjs').Tools, 'env' | 'signal'> & { logFile: string }} options
 * @returns {NewApp}
 */
export function appIn(folder, { env, signal, logFile }) {
  const whitelist = [env.YARN_UNSAFE_HTTP_WHITELIST, '127.0.0.1'];
  return {
    folder,
    run: async (command, args, more) => {
      await fs.mkdir(path.dirname(folder), { recursive: true });
      const isThere = await fs.access(folder).then(
        () => true,
        () => false,
      );
      const run = (/** @type {NodeJS.ProcessEnv} */ settings) =>
        runCommand({
          command,
          args,
          cwd: isThere ? folder : path.dirname(folder),
          env: {
            ...settings,
            ...env,
            YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
            YARN_UNSAFE_HTTP_WHITELIST: whitelist.filter(Boolean).join(','),
            // Otherwise `yarn add` asks a search service on the internet for types, and crashes where it is unreachable.
            YARN_TS_ENABLE_AUTO_TYPES: 'false',
            ...more,
          },
          logFile,
          append: true,
          signal,
          remedy: () => 'fix the error in the log',
        });
      await (downloads(command, args)
        ? survivingCrashes(run, { signal })
        : run({}));
    },
  };
}

/**
 * Whether a command makes Yarn download packages. Such a command can crash and is then run again.
 *
 * @param {string} command
 * @param {string[]} args
 */
function downloads(command, args) {
  return /^(yarn|sh -c yarn) (--cwd \S+ )?(add|install|up|workspaces focus)\b/.test(
    [command, ...args].join(' '),
  );
}

/**
 * Makes a new Backstage app and installs its dependencies.
 *
 * @param {NewApp} app
 * @param {{ registryUrl: string, yarnSettings: string, kind: import('./apps.mjs').AppKind }} options
 */
export async function createApp(app, { registryUrl, yarnSettings, kind }) {
  await app.run(
    'npm',
    [
      ...['exec', '--yes', '--', `@backstage/create-app@${kind.createApp}`],
      ...['--skip-install', '--path', app.folder],
      ...(kind.frontend === 'old' ? ['--legacy'] : []),
    ],
    { BACKSTAGE_APP_NAME: 'portal' },
  );
  await useRegistry(app.folder, { registryUrl, yarnSettings });
  if (kind.before !== undefined) {
    await usePackagesBefore(app.folder, kind.before);
  }
  await usePrebuiltDatabase(app.folder);
  await app.run('yarn', ['install']);
  if (kind.before === undefined) {
    await app.run('yarn', ['up', '@backstage/*']);
  }
}

/**
 * Makes Yarn read the packages of our scope from the local registry. The age gate of a new app stays, with the exception that docs/install.md names.
 *
 * @param {string} folder
 * @param {{ registryUrl: string, yarnSettings: string }} options
 */
async function useRegistry(folder, { registryUrl, yarnSettings }) {
  const file = path.join(folder, '.yarnrc.yml');
  const settings = await fs.readFile(file, 'utf8');
  const withoutList = settings.replace(
    /^npmPreapprovedPackages:\n(?: +- .*\n)*/m,
    '',
  );
  await fs.writeFile(
    file,
    [
      withoutList,
      yarnSettings,
      'npmScopes:',
      '  kratix-portal:',
      `    npmRegistryServer: ${registryUrl}`,
      'unsafeHttpWhitelist: [127.0.0.1]',
      '# Build steps of dependencies download from the internet, and the app needs none of them.',
      'enableScripts: false',
      '',
    ].join('\n'),
  );
}

/**
 * Makes Yarn install only packages that were published before a date: the age gate gets no exception for Backstage, only one for the database
 * package of {@link usePrebuiltDatabase}. The lock file is emptied, because create-app may have downloaded the lock file of a newer release.
 *
 * @param {string} folder
 * @param {string} date
 */
async function usePackagesBefore(folder, date) {
  await fs.writeFile(path.join(folder, 'yarn.lock'), '');
  const file = path.join(folder, '.yarnrc.yml');
  const settings = await fs.readFile(file, 'utf8');
  await fs.writeFile(
    file,
    [
      settings
        .replace(/^npmMinimalAgeGate:.*\n/m, '')
        .replace(/^( +)- '@backstage\/\*'\n/m, '$1- better-sqlite3\n'),
      `npmMinimalAgeGate: ${daysSince(date, Date.now())}d`,
      '',
    ].join('\n'),
  );
}

/**
 * better-sqlite3 13 has prebuilt binaries in its package. Version 12 downloads or compiles them.
 * @param {string} folder
 */
async function usePrebuiltDatabase(folder) {
  await editJson(path.join(folder, 'package.json'), manifest => {
    manifest.resolutions['better-sqlite3'] = '13.2.0';
  });
}

/**
 * Follows docs/install.md.
 *
 * @param {NewApp} app
 * @param {import('./installDoc.mjs').InstallSnippets} doc
 * @param {{ frontend: 'new' | 'old', endpoints: any }} values
 */
export async function install(app, doc, values) {
  for (const command of commands(doc.addPackages + doc.addCatalogModule)) {
    await app.run('sh', ['-c', command]);
  }
  await addBackendLines(app.folder, doc.backendLines + doc.catalogLines);
  if (values.frontend === 'old') {
    await changeOldFrontend(app.folder, doc.oldFrontend);
  }
  await writeInstallConfig(app.folder, doc, values.endpoints);
  await fs.appendFile(
    path.join(app.folder, 'examples/org.yaml'),
    `---\n${doc.users}`,
  );
}

/**
 * Writes the configuration of docs/install.md with the addresses of this run's platform. The next run writes other addresses.
 *
 * @param {string} folder
 * @param {import('./installDoc.mjs').InstallSnippets} doc
 * @param {any} endpoints
 */
export async function writeInstallConfig(
  folder,
  doc,
  { oidcProvider, apiServer, catalogAccount },
) {
  await fs.writeFile(
    path.join(folder, 'app-config.install.yaml'),
    withValues(doc.appConfig, {
      'https://keycloak.example.com/realms/kratix/.well-known/openid-configuration':
        oidcProvider.metadataUrl,
      'https://platform.example.com': apiServer.url,
    }) +
      withValues(doc.catalogConfig, {
        '/var/run/secrets/kratix-catalog/token': catalogAccount.tokenFile,
      }),
  );
}

/** @param {string} text */
function commands(text) {
  return text.split('\n').filter(line => line.trim() !== '');
}

/**
 * @param {string} folder
 * @param {string} lines
 */
async function addBackendLines(folder, lines) {
  const file = path.join(folder, 'packages/backend/src/index.ts');
  const source = await fs.readFile(file, 'utf8');
  const start = 'backend.start();';
  await fs.writeFile(
    file,
    withValues(source, { [start]: `${lines}\n${start}` }),
  );
}

/**
 * @param {string} file
 * @param {(content: any) => void} edit
 */
async function editJson(file, edit) {
  const content = JSON.parse(await fs.readFile(file, 'utf8'));
  edit(content);
  await fs.writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
}
