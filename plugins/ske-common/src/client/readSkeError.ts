import {
  isSkeErrorCode,
  SkeError,
  SkeErrorBody,
  SkeErrorCause,
} from '../errors';

/** Makes the error that an answer carries a SkeError again. An answer that is none of ours says what its status says. */
export function readSkeError(status: number, text: string): SkeError {
  const fields = readFields(text);
  const code = fields.code;
  if (isSkeErrorCode(code)) {
    return toSkeError({ ...fields, code });
  }
  if (status === 401) {
    // Backstage itself refused the token, before the ske plugin saw it.
    return new SkeError({
      code: 'no-credentials',
      message: 'Your Backstage token is not valid any more.',
      hint: 'Sign in to the portal again, and try again.',
      detail: fields.message,
    });
  }
  return new SkeError({
    code: 'internal',
    message: `The ske backend answered ${status}.`,
    detail: fields.message,
  });
}

/** The same of an error that came in an event. */
export function toSkeError(
  error: Partial<SkeErrorBody['error']> & Pick<SkeErrorBody['error'], 'code'>,
): SkeError {
  return new SkeError({
    ...error,
    message: error.message ?? 'The ske backend says no more than this code.',
  });
}

type Fields = Partial<Omit<SkeErrorBody['error'], 'code'>> & { code?: string };

/** It comes from outside, so it is looked at: a field of another type counts as absent. */
function readFields(text: string): Fields {
  const error = asObject(asObject(parse(text)).error);
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A gateway's page, say; the status alone then has to do.
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? { ...(value as Record<string, unknown>) }
    : {};
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
