import type {
  WatchEndMessage,
  WatchManyMessage,
  WatchMessage,
} from '@kratix-portal/plugin-ske-node';
import { toErrorFields } from '../errors';

// An id is a resourceVersion. Any other text could contain a line break and forge a field.
const ID = /^[A-Za-z0-9]+$/;

/** An event of `GET /watch`. Its cursor is the id of the event, so that `Last-Event-ID` can continue. */
export function toWatchText(message: WatchMessage, requestId: string): string {
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
    default:
      return frame('end', JSON.stringify(toEnd(message, requestId)));
  }
}

/** An event of `POST /watch`. `Last-Event-ID` could hold the cursor of one subscription only, so the cursor is part of the data. */
export function toWatchManyText(
  message: WatchManyMessage,
  requestId: string,
): string {
  const { subscription } = message;
  switch (message.type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED': {
      const start = JSON.stringify({ subscription, id: message.id });
      return frame(
        message.type,
        `${start.slice(0, -1)},"object":${message.json}}`,
      );
    }
    case 'synced':
    case 'BOOKMARK':
      return frame(
        message.type,
        JSON.stringify({ subscription, id: message.id }),
      );
    case 'relist':
      return frame(message.type, JSON.stringify({ subscription }));
    default:
      return frame(
        'end',
        JSON.stringify({ subscription, ...toEnd(message, requestId) }),
      );
  }
}

function toEnd({ reason, error }: WatchEndMessage, requestId: string) {
  return { reason, error: error && toErrorFields(error, requestId) };
}

function frame(event: string, data: string, id?: string): string {
  return id !== undefined && ID.test(id)
    ? `event: ${event}\nid: ${id}\ndata: ${data}\n\n`
    : `event: ${event}\ndata: ${data}\n\n`;
}
