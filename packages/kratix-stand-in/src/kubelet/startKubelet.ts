import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { KubernetesApi } from '../kubernetes/KubernetesApi';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { pause } from '../kubernetes/watchResource';
import { ContainerNotes } from '../standIn/ContainerNotes';
import { Pod } from '../standIn/podStatus';
import { formatLine, LogQuery, logQuerySchema, selectLines } from './LogQuery';
import { logLines } from './logLines';
import { registerNode } from './registerNode';
import { findRun, LogError, selectRun } from './selectRun';

const followMilliseconds = 250;

interface KubeletContext {
  api: KubernetesApi;
  notes: ContainerNotes;
}

/** Serves the logs of containers as a kubelet does, on loopback and only to the API server, and registers the Node with the address of this server. */
export async function startKubelet(
  options: KubeletContext & {
    certFile: string;
    keyFile: string;
    /** The authority of the API server's client certificate. */
    clientCaFile: string;
    log(message: string): void;
    signal: AbortSignal;
  },
): Promise<void> {
  const [cert, key, ca] = await Promise.all(
    [options.certFile, options.keyFile, options.clientCaFile].map(file =>
      readFile(file),
    ),
  );
  const server = createServer(
    { cert, key, ca, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      serve(options, request, response, gone.signal).catch(error => {
        if (!gone.signal.aborted) {
          sendError(response, error, options.log);
        }
      });
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  options.signal.addEventListener('abort', () => {
    server.close();
    server.closeAllConnections();
  });
  await registerNode(options.api, (server.address() as AddressInfo).port);
}

function sendError(
  response: ServerResponse,
  error: unknown,
  log: (message: string) => void,
) {
  if (response.headersSent) {
    log(`kubelet: ${error}`);
    response.destroy();
    return;
  }
  const code = error instanceof LogError ? error.code : 500;
  response.writeHead(code, { 'content-type': 'text/plain' });
  response.end(error instanceof Error ? error.message : String(error));
}

async function serve(
  context: KubeletContext,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
) {
  const url = new URL(request.url ?? '/', 'https://localhost');
  const [, root, ...names] = url.pathname.split('/').map(decodeURIComponent);
  if (request.method !== 'GET' || root !== 'containerLogs' || !names[2]) {
    throw new LogError(404, '404 page not found');
  }
  const query = logQuerySchema.safeParse(Object.fromEntries(url.searchParams));
  if (!query.success) {
    throw new LogError(400, 'the query of the log is not valid');
  }
  const [namespace, name, container] = names;
  const key = { namespace, name };
  const log = readLog(context, key, container, query.data, signal);
  let left = query.data.limitBytes ?? Infinity;
  for await (const text of log) {
    if (!response.headersSent) {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.flushHeaders();
    }
    const bytes = Buffer.from(text).subarray(0, left);
    left -= bytes.length;
    response.write(bytes);
    if (left <= 0) {
      break;
    }
  }
  response.end();
}

/** Yields the text of the log: once, or with `follow` until the run of the container ends. */
async function* readLog(
  { api, notes }: KubeletContext,
  key: { namespace: string; name: string },
  container: string,
  query: LogQuery,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const found = await api.find<Pod>(resourceTypes.pod, key);
  if (!found) {
    throw new LogError(404, `pod "${key.name}" does not exist`);
  }
  const { attempt } = selectRun(found, container, query.previous);
  let pod = found;
  let sent = -1;
  for (;;) {
    const run = findRun(pod, container, attempt);
    if (!run) {
      return;
    }
    const now = new Date();
    const lines = logLines({
      ...{ pod, container, run, now },
      notes: notes.get(pod, container),
    });
    const chosen =
      sent < 0 ? selectLines(lines, query, now) : lines.slice(sent);
    sent = lines.length;
    yield chosen.map(line => formatLine(line, query.timestamps)).join('');
    if (!query.follow || run.terminated) {
      return;
    }
    await pause(followMilliseconds, signal);
    if (signal.aborted) {
      return;
    }
    const next = await api.find<Pod>(resourceTypes.pod, key);
    if (!next || next.metadata.uid !== found.metadata.uid) {
      return;
    }
    pod = next;
  }
}
