import { ServiceUnavailableError } from '@backstage/errors';
import { isOutage } from './isOutage';

const errorWith = (more: object, name = 'OPError') =>
  Object.assign(new Error('failed'), { name, ...more });

describe('isOutage', () => {
  it.each([
    ['a provider that cannot be discovered', new ServiceUnavailableError('x')],
    ['a refused connection', errorWith({ code: 'ECONNREFUSED' }, 'Error')],
    ['an unknown host', errorWith({ code: 'ENOTFOUND' }, 'Error')],
    ['status 500', errorWith({ response: { statusCode: 500 } })],
    ['status 429', errorWith({ response: { statusCode: 429 } })],
    [
      'no response in time',
      errorWith({ message: 'outgoing request timed out after 1ms' }, 'RPError'),
    ],
  ])('is true for %s', (_, error) => {
    expect(isOutage(error)).toBe(true);
  });

  it.each([
    ['status 401', errorWith({ response: { statusCode: 401 } })],
    ['an error of OAuth', errorWith({ error: 'invalid_token' })],
    ['another subject in the profile', errorWith({}, 'RPError')],
    ['an invalid token', errorWith({ code: 'ERR_JWS_INVALID' }, 'JOSEError')],
    ['a mistake in the discovery document', new Error('not https')],
    ['no error', 'failed'],
  ])('is false for %s', (_, error) => {
    expect(isOutage(error)).toBe(false);
  });
});
