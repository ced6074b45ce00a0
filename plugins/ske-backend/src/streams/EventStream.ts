import { once } from 'node:events';
import type { WatchEndMessage } from '@kratix-portal/plugin-ske-node';
import type { Response } from 'express';
import type { Heartbeat } from './Heartbeat';
import type { StreamLimits } from './StreamLimits';

/*
 * Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html
 *
 * The client's reading speed bounds the memory: the next event is taken from the watch only when the client has read the previous ones. Waiting
 * events are in the watch's own buffer, and when this buffer is full, the API server waits.
 */

/** How the events of a watch are sent. */
export interface EventOptions<Message> {
  heartbeat: Heartbeat;
  limits: StreamLimits;
  /** Writes a message as a server-sent event. */
  toText(message: Message | WatchEndMessage, requestId: string): string;
}

/** Sends the events of a watch to one client until the watch ends or the client disconnects. */
export async function sendEvents<Message>(
  messages: AsyncIterable<Message>,
  response: Response,
  options: EventOptions<Message>,
): Promise<void> {
  const { heartbeat, limits, toText } = options;
  const { requestId } = response.locals;
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
      const isRead = response.write(toText(message, requestId));
      if (!isRead && !(await drained(response, limits.slowClientMs))) {
        endSlowClient(
          response,
          toText({ type: 'end', reason: 'slow-client' }, requestId),
          limits.lastWordMs,
        );
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

/** @returns true when the client has read everything or has disconnected, false after the time limit */
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

function endSlowClient(response: Response, last: string, ms: number): void {
  response.end(last);
  const timer = setTimeout(() => response.destroy(), ms);
  response.on('close', () => clearTimeout(timer));
}
