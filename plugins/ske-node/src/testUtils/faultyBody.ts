import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Fault } from './Fault';

/** The headers to forward. The header Transfer-Encoding is left out, because Node sets it. The header Content-Length stays, unless the body has to be chunked. */
export function toHeaders(
  { headers }: IncomingMessage,
  isChunked: boolean,
): OutgoingHttpHeaders {
  const { connection, 'transfer-encoding': _, ...rest } = headers;
  if (isChunked) {
    delete rest['content-length'];
  }
  return rest;
}

/** Splits a chunk into the pieces in which it is forwarded. */
export function* divide(chunk: Buffer, fault: Fault): Generator<Buffer> {
  const size = pieceSize(fault) ?? chunk.length;
  for (let start = 0; start < chunk.length; start += size) {
    yield chunk.subarray(start, start + size);
  }
}

function pieceSize(fault: Fault): number | undefined {
  if (fault.type === 'drip') {
    return fault.bytes;
  }
  return 'afterBytes' in fault ? Math.max(1, fault.afterBytes) : undefined;
}
