import { rejectImpersonation } from './rejectImpersonation';

describe('rejectImpersonation', () => {
  it.each([
    'impersonate-user',
    'impersonate-group',
    'impersonate-uid',
    'impersonate-extra-scopes',
  ])('S19: rejects the header %s', name => {
    expect(() => rejectImpersonation({ headers: { [name]: 'x' } })).toThrow(
      expect.objectContaining({ code: 'invalid-input', status: 400 }),
    );
  });

  it('accepts other headers', () => {
    expect(() =>
      rejectImpersonation({ headers: { authorization: 'Bearer x' } }),
    ).not.toThrow();
  });
});
