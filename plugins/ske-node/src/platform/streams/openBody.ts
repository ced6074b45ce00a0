import type { CallSender, Draft } from '../sender/CallSender';
import { clusterError } from '../answers/errors';
import type { PlatformCall } from '../calls/PlatformCall';
import { firstOf, isJson, toRefusal } from '../answers/readAnswer';
import { toCallError } from '../answers/transportErrors';
import { readWarnings } from '../answers/warningHeader';
import { BodyStream, PlatformStream } from './PlatformStream';

/**
 * Sends a read and passes its body on as it comes. Its status, its media type and its size are looked at, the body is not.
 *
 * @throws SkeError
 */
export async function openBody(
  sender: CallSender,
  draft: Draft,
  call: PlatformCall,
): Promise<PlatformStream> {
  let body: BodyStream | undefined;
  const refusal = await sender.sendInto(draft, call, scope => {
    body = new BodyStream({
      onClose: () => scope.end(),
      toError: failure =>
        toCallError(failure, call.subject, call.signal?.reason),
    });
    return body;
  });
  if (refusal) {
    throw toRefusal(refusal, call);
  }
  const stream = toPlatformStream(body);
  if (!isJson(stream.contentType)) {
    stream.body.destroy();
    throw clusterError(
      call.subject,
      'Its answer is not an object of Kubernetes.',
    );
  }
  return stream;
}

/** What there is to say of a body that has begun. */
export function toPlatformStream(body: BodyStream | undefined): PlatformStream {
  if (!body?.answer) {
    throw new Error('An answer was taken for a stream that has not begun');
  }
  const { headers } = body.answer;
  const length = Number(headers['content-length']);
  return {
    body,
    contentType: String(headers['content-type'] ?? ''),
    ...(Number.isSafeInteger(length) && { contentLength: length }),
    auditId: firstOf(headers['audit-id']),
    warnings: readWarnings(headers.warning),
  };
}
