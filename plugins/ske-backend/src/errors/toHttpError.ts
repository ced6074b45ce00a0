import {
  invalidField,
  SkeError,
  SkeErrorBody,
  SkeErrorCode,
} from '@kratix-portal/plugin-ske-common';
import { unexpectedFailure } from '@kratix-portal/plugin-ske-node';

/** Translates an error that a route threw into the status and the body of the response. No other code translates errors into responses. */
export function toHttpError(
  thrown: unknown,
  request: { id: string; method: string; url: string },
): { status: number; body: SkeErrorBody; isOurFault: boolean } {
  const error = toKnownError(thrown);
  return {
    status: error.status,
    isOurFault: error.code === 'internal',
    body: {
      error: toErrorFields(error, request.id),
      request: { method: request.method, url: request.url },
      response: { statusCode: error.status },
    },
  };
}

/** The fields of an error in a response, or in the last event of a stream. */
export function toErrorFields(
  error: SkeError,
  requestId: string,
): SkeErrorBody['error'] {
  const { name, code, message, hint, detail, causes, retryAfterSeconds } =
    error;
  return {
    name,
    code,
    message,
    ...(hint !== undefined && { hint }),
    ...(detail !== undefined && { detail }),
    ...(causes && { causes: [...causes] }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    requestId,
  };
}

// Errors of Backstage's own services, by name.
const BACKSTAGE_ERRORS: Record<string, SkeErrorCode> = {
  NotAllowedError: 'forbidden',
  InputError: 'invalid-input',
};

/** Turns any thrown value into one of our errors. */
export function toKnownError(thrown: unknown): SkeError {
  if (SkeError.is(thrown)) {
    return thrown;
  }
  if (thrown instanceof Error) {
    if (thrown.name === 'AuthenticationError') {
      return new SkeError({
        code: 'no-credentials',
        message:
          'This request has no Backstage token, or a token that is not valid any more.',
        hint: 'Sign in to the portal again, and try again.',
        detail: thrown.message,
        cause: thrown,
      });
    }
    const code = BACKSTAGE_ERRORS[thrown.name];
    if (code) {
      return new SkeError({ code, message: thrown.message, cause: thrown });
    }
    const bodyProblem = problemWithBody(thrown);
    if (bodyProblem) {
      return SkeError.invalidInput([invalidField('body', bodyProblem)]);
    }
  }
  return unexpectedFailure(thrown);
}

/** Describes why Express's parser rejected a body. The parser's own message is not used, because it quotes the body. */
function problemWithBody(error: Error): string | undefined {
  const { type, code } = error as { type?: unknown; code?: unknown };
  // Codes of zlib, such as Z_DATA_ERROR: https://nodejs.org/api/errors.html
  if (typeof code === 'string' && code.startsWith('Z_')) {
    return 'cannot be decompressed as its Content-Encoding header says';
  }
  switch (type) {
    case 'entity.parse.failed':
      return 'is not valid JSON';
    case 'entity.too.large':
      return 'is larger than 1 MiB';
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return 'has an encoding that is not supported. Send UTF-8';
    case 'request.aborted':
    case 'request.size.invalid':
      return 'is incomplete';
    default:
      return undefined;
  }
}
