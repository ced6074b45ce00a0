import {
  isSkeErrorCode,
  SkeError,
  SkeErrorBody,
  SkeErrorCause,
} from '../errors';
import { isObject, parseJson } from '../json';

/** Makes a SkeError of an error response. If the response comes from another server, the code is derived from the status. */
export function readSkeError(status: number, text: string): SkeError {
  const fields = readFields(text);
  const code = fields.code;
  if (isSkeErrorCode(code)) {
    return toSkeError({ ...fields, code });
  }
  if (status === 401) {
    // Backstage rejected the token before the request reached the ske plugin.
    return new SkeError({
      code: 'no-credentials',
      message: 'Your Backstage token is no longer valid.',
      hint: 'Sign in to the portal again, and try again.',
      detail: fields.message,
    });
  }
  return new SkeError({
    code: 'internal',
    message: `The ske backend responded with status ${status}.`,
    detail: fields.message,
  });
}

/** Makes a SkeError of an error that arrived in an event. */
export function toSkeError(
  error: Partial<SkeErrorBody['error']> & Pick<SkeErrorBody['error'], 'code'>,
): SkeError {
  return new SkeError({
    ...error,
    message: error.message ?? 'The ske backend sent only this error code.',
  });
}

type Fields = Partial<Omit<SkeErrorBody['error'], 'code'>> & { code?: string };

/** The body is not trusted, so each field is checked: a field of a wrong type counts as absent. The HTML page of a gateway has no fields. */
function readFields(text: string): Fields {
  const error = asObject(asObject(parseJson(text)).error);
  return {
    code: asText(error.code),
    message: asText(error.message),
    hint: asText(error.hint),
    detail: asText(error.detail),
    requestId: asText(error.requestId),
    retryAfterSeconds:
      typeof error.retryAfterSeconds === 'number'
        ? error.retryAfterSeconds
        : undefined,
    causes: Array.isArray(error.causes)
      ? error.causes.filter(isCause)
      : undefined,
  };
}

function asObject(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isCause(value: unknown): value is SkeErrorCause {
  const { field, message } = asObject(value);
  return (
    typeof message === 'string' &&
    (field === undefined || typeof field === 'string')
  );
}
