import { createParser, EventSourceMessage } from 'eventsource-parser';
import type { WatchEvent } from '../api';
import { SkeError } from '../errors';

/** Reads the events of a watch from the response body. */
export async function* readWatchEvents(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<WatchEvent, void, undefined> {
  const decoder = new TextDecoder();
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: message => messages.push(message) });
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    for (const message of messages.splice(0)) {
      yield toWatchEvent(message);
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
      throw new SkeError({
        code: 'internal',
        message: `The ske backend sent an event of a kind that this client does not know: ${type}.`,
        hint: 'Backend and frontend of the ske plugin must be of one version.',
      });
  }
}
