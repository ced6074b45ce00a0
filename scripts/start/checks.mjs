// @ts-check
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { StartError } from './StartError.mjs';

/**
 * @param {Record<string, string | undefined>} files by flag
 */
export async function requireReadable(files) {
  for (const [flag, file] of Object.entries(files)) {
    if (file === undefined) {
      continue;
    }
    const found = await fs
      .access(file, fs.constants.R_OK)
      .then(() => fs.stat(file))
      .catch(error => {
        throw new StartError(
          'bad-flag',
          `${flag} ${file}: the file ${error.code === 'ENOENT' ? 'does not exist' : 'cannot be read'}`,
          { cause: error },
        );
      });
    if (found.isDirectory()) {
      throw new StartError(
        'bad-flag',
        `${flag} ${file}: this is a folder, but it must be a file`,
      );
    }
  }
}

/**
 * The copy that is running in a state folder, if any.
 * @param {string} stateDir
 * @returns {Promise<{ pid: number, url?: string } | undefined>}
 */
export async function runningCopy(stateDir) {
  const endpoints = await readJson(path.join(stateDir, 'endpoints.json'));
  const ledger = await readJson(path.join(stateDir, 'pids.json'));
  const pid = Number(ledger?.owner?.pid ?? endpoints?.pid ?? 0);
  if (!(await isNode(pid))) {
    return undefined;
  }
  return { pid, url: endpoints?.portal?.url };
}

/** @param {string} stateDir */
export async function requireNoCopy(stateDir) {
  const copy = await runningCopy(stateDir);
  if (!copy) {
    return;
  }
  throw new StartError(
    'already-running',
    copy.url
      ? `the portal is already running at ${copy.url} (process ${copy.pid})`
      : `another copy is already running or starting (process ${copy.pid})`,
    {
      remedy: `use it, or stop it with Ctrl-C in its terminal (or: kill ${copy.pid})`,
    },
  );
}

/** @param {number} port */
export async function requireFreePort(port) {
  const free = await Promise.all(
    ['127.0.0.1', '::1'].map(host => canListen(port, host)),
  );
  if (free.every(Boolean)) {
    return;
  }
  const owner = await ownerOfPort(port);
  throw new StartError(
    'port-in-use',
    `port ${port} is in use${owner ? ` by process ${owner.pid} (${owner.command})` : ''}`,
    {
      remedy: `stop that process, or choose another port: npm start -- --port ${port + 1}`,
    },
  );
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function canListen(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', error => {
      const code = 'code' in error ? error.code : undefined;
      if (code === 'EADDRINUSE') {
        resolve(false);
      } else if (code === 'EACCES') {
        reject(
          new StartError('bad-flag', `this user may not use port ${port}`, {
            remedy: 'choose a port above 1023: npm start -- --port 7007',
          }),
        );
      }
      // A machine without IPv6.
      else if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') {
        resolve(true);
      } else {
        reject(error);
      }
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}

/**
 * The process that listens on a port. Only on Linux, and only if it belongs to this user.
 * @param {number} port
 * @returns {Promise<{ pid: number, command: string } | undefined>}
 */
async function ownerOfPort(port) {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map(file =>
      fs.readFile(file, 'utf8').catch(() => ''),
    ),
  );
  const inode = listeningInode(tables.join('\n'), port);
  if (!inode) {
    return undefined;
  }
  for (const pid of await fs.readdir('/proc')) {
    if (!/^\d+$/.test(pid)) {
      continue;
    }
    const files = await fs.readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const file of files) {
      const target = await fs
        .readlink(`/proc/${pid}/fd/${file}`)
        .catch(() => '');
      if (target !== `socket:[${inode}]`) {
        continue;
      }
      // Not `comm`, because Node names its main thread "MainThread".
      const commandLine = await fs
        .readFile(`/proc/${pid}/cmdline`, 'utf8')
        .catch(() => '');
      const command = path.basename(commandLine.split('\0')[0]) || 'unknown';
      return { pid: Number(pid), command };
    }
  }
  return undefined;
}

/**
 * @param {string} table the content of /proc/net/tcp (and tcp6)
 * @param {number} port
 * @returns {string | undefined}
 */
export function listeningInode(table, port) {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const listening = '0A';
  return table
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .find(
      fields => fields[1]?.endsWith(`:${hexPort}`) && fields[3] === listening,
    )?.[9];
}

/** @param {string} file */
async function readJson(file) {
  try {
    return JSON.parse(await fs.readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/**
 * Whether the process exists and is a Node process: its id may belong to another program by now.
 * @param {number} pid
 */
async function isNode(pid) {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const commandLine = await fs
    .readFile(`/proc/${pid}/cmdline`, 'utf8')
    // Not Linux: only whether the process is alive is known.
    .catch(() => 'node');
  return commandLine.includes('node');
}
