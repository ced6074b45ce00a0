import { randomInt } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { processIdentity } from '../process/processIdentity';
import {
  createPrivately,
  readIfExists,
  writePrivately,
} from '../stateFolder/privateFiles';
import { parseJson } from '../json/parseJson';

/**
 * These ports are below the local ports of outgoing connections on Linux (32768 and up) and macOS (49152 and up). So no connection uses a port after
 * it was chosen and before the server binds it.
 */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;
const ATTEMPTS = 200;

const rememberedSchema = z.record(
  z.string(),
  z.number().int().min(1).max(65_535),
);
const claimSchema = z.object({ pid: z.number(), startedAt: z.string() });

export interface ChoosePortsOptions<Name extends string> {
  names: readonly Name[];
  /** The path of a file with the ports of the last run. Ports of the last run that are free are chosen again, so that URLs stay the same over a restart. */
  rememberIn: string;
}

/** Ports that are reserved for the caller until `release`. */
export interface ChosenPorts<Name extends string> {
  ports: Record<Name, number>;
  /** Makes the ports available to other platforms on this machine. */
  release(): Promise<void>;
}

/**
 * Chooses a free port for each name. It first creates a claim file with the process id, so that two platforms that start at the same time do
 * not choose the same port, and then checks that it can listen on the port.
 */
export async function choosePorts<Name extends string>(
  options: ChoosePortsOptions<Name>,
): Promise<ChosenPorts<Name>> {
  const remembered = await readRemembered(options.rememberIn);
  const claimed: number[] = [];
  const release = async () => {
    await Promise.all(
      claimed.map(port => rm(claimFile(port), { force: true })),
    );
  };
  const take = async (port: number) => {
    if (claimed.includes(port) || !(await claim(port))) {
      return false;
    }
    claimed.push(port);
    return isFree(port);
  };
  const choose = async (name: Name) => {
    const before = remembered[name];
    if (before !== undefined && (await take(before))) {
      return before;
    }
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const port = randomInt(FIRST_PORT, LAST_PORT);
      if (await take(port)) {
        return port;
      }
    }
    throw new Error(
      `no free port found between ${FIRST_PORT} and ${LAST_PORT} in ${ATTEMPTS} attempts`,
    );
  };

  try {
    const ports = {} as Record<Name, number>;
    for (const name of options.names) {
      ports[name] = await choose(name);
    }
    await writePrivately(
      options.rememberIn,
      `${JSON.stringify({ ...remembered, ...ports }, undefined, 2)}\n`,
    );
    return { ports, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Returns the ports of the last run. If the file is incomplete, it returns none, so new ports are chosen. */
async function readRemembered(
  file: string,
): Promise<Record<string, number | undefined>> {
  const text = (await readIfExists(file)) ?? '';
  return rememberedSchema.safeParse(parseJson(text)).data ?? {};
}

function claimFile(port: number): string {
  return join(claimFolder(), `${port}`);
}

function claimFolder(): string {
  return join(tmpdir(), `kratix-portal-ports-${userInfo().uid}`);
}

/** Returns false when this process or another running process has claimed the port. */
async function claim(port: number): Promise<boolean> {
  const self = await processIdentity(process.pid);
  await mkdir(claimFolder(), { recursive: true, mode: 0o700 });
  const content = JSON.stringify({
    pid: process.pid,
    startedAt: self?.startedAt,
  });
  const create = () => createPrivately(claimFile(port), content);
  if (await create()) {
    return true;
  }
  if (await isHeld(claimFile(port))) {
    return false;
  }
  await rm(claimFile(port), { force: true });
  return create();
}

async function isHeld(file: string): Promise<boolean> {
  const text = await readIfExists(file);
  if (text === undefined) {
    return false;
  }
  const claimant = claimSchema.safeParse(parseJson(text));
  // An incomplete file means that its owner is still writing it.
  if (!claimant.success) {
    return true;
  }
  const { pid, startedAt } = claimant.data;
  return (await processIdentity(pid))?.startedAt === startedAt;
}

/** Checks the addresses that our servers bind to. A machine without IPv6 has only the first address. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));
}

/** Whether no other server listens on the address. */
export function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') {
        resolve(false);
      } else if (
        error.code === 'EADDRNOTAVAIL' ||
        error.code === 'EAFNOSUPPORT'
      ) {
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
