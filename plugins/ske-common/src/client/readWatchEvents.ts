import { createParser, EventSourceMessage } from 'eventsource-parser';
import type { WatchEvent, WatchManyEvent } from '../api';
import { SkeError } from '../errors';

/** Reads the events of `GET /watch` from the response body. */
export function readWatchEvents(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<WatchEvent, void, undefined> {
  return readMessages(body, toWatchEvent);
}

/** Reads the events of `POST /watch` from the response body. */
export function readWatchManyEvents(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<WatchManyEvent, void, undefined> {
  return readMessages(body, toWatchManyEvent);
}

async function* readMessages<Event>(
  body: AsyncIterable<Uint8Array>,
  toEvent: (message: EventSourceMessage) => Event,
): AsyncGenerator<Event, void, undefined> {
  const decoder = new TextDecoder();
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: message => messages.push(message) });
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    for (const message of messages.splice(0)) {
      yield toEvent(message);
    }
  }
}

function toWatchEvent(message: EventSourceMessage): WatchEvent {
  const { event: type, id = '', data } = message;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type, object: JSON.parse(data), ...(id !== '' && { id }) };
    case 'synced':
    case 'BOOKMARK':
      return { type, id };
    case 'relist':
      return { type };
    case 'end':
      return { type, ...JSON.parse(data) };
    default:
      throw unknownEvent(type);
  }
}

/** One stream has a cursor for each of its subscriptions, so the cursors are in the data and not in `id`. */
function toWatchManyEvent(message: EventSourceMessage): WatchManyEvent {
  const { event: type, data } = message;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
    case 'synced':
    case 'BOOKMARK':
    case 'relist':
    case 'end':
      return { type, ...JSON.parse(data) };
    default:
      throw unknownEvent(type);
  }
}

function unknownEvent(type: string | undefined): SkeError {
  return new SkeError({
    code: 'internal',
    message: `The ske backend sent an event of a kind that this client does not know: ${type}.`,
    hint: 'The backend and the frontend of the ske plugin must have the same version.',
  });
}
