import { once } from 'node:events';
import type { WatchMessage } from '@kratix-portal/plugin-ske-node';
import type { Response } from 'express';
import { toErrorFields } from '../errors';
import type { Heartbeat } from './Heartbeat';
import type { StreamLimits } from './StreamLimits';

/*
 * Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html
 *
 * The client's reading speed bounds the memory: the next event is taken from the watch only when the client has read the previous ones. Waiting
 * events are in the watch's own buffer, and when that is full the API server waits.
 */

/** Sends the events of a watch to one client until the watch ends or the client leaves. */
export async function sendEvents(
  messages: AsyncIterable<WatchMessage>,
  response: Response,
  options: { heartbeat: Heartbeat; limits: StreamLimits },
): Promise<void> {
  const { heartbeat, limits } = options;
  response.status(200);
  response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
  // no-transform: a compressing middleware would hold events back until its buffer is full, and has one buffer for each client.
  response.setHeader('Cache-Control', 'no-store, no-transform');
  // Turns off the response buffer of nginx.
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
  heartbeat.add(response);
  try {
    for await (const message of messages) {
      const isRead = response.write(toText(message, response));
      if (!isRead && !(await drained(response, limits.slowClientMs))) {
        endSlowClient(response, limits.lastWordMs);
        return;
      }
      if (response.destroyed) {
        return;
      }
    }
    response.end();
  } finally {
    heartbeat.remove(response);
  }
}

function toText(message: WatchMessage, response: Response): string {
  switch (message.type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return frame(message.type, message.json, message.id);
    case 'synced':
    case 'BOOKMARK':
      return frame(message.type, '{}', message.id);
    case 'relist':
      return frame(message.type, '{}');
    default: {
      const { reason, error } = message;
      const fields = error && toErrorFields(error, response.locals.requestId);
      return frame('end', JSON.stringify({ reason, error: fields }));
    }
  }
}

function frame(event: string, data: string, id?: string): string {
  // An id is a resourceVersion. Any other text could contain a line break and forge a field.
  return id !== undefined && /^[A-Za-z0-9]+$/.test(id)
    ? `event: ${event}\nid: ${id}\ndata: ${data}\n\n`
    : `event: ${event}\ndata: ${data}\n\n`;
}

/** @returns true when the client has read everything or has left, false after the time limit */
async function drained(response: Response, ms: number): Promise<boolean> {
  if (response.destroyed) {
    return true;
  }
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), ms);
  const { signal } = waiting;
  try {
    await Promise.race([
      once(response, 'drain', { signal }),
      once(response, 'close', { signal }),
    ]);
    return true;
  } catch {
    return false; // Only the timer aborts the wait.
  } finally {
    clearTimeout(timer);
    waiting.abort(); // Removes the other listener.
  }
}

function endSlowClient(response: Response, ms: number): void {
  response.end(toText({ type: 'end', reason: 'slow-client' }, response));
  const timer = setTimeout(() => response.destroy(), ms);
  response.on('close', () => clearTimeout(timer));
}
