import { refuseImpersonation } from './refuseImpersonation';

describe('refuseImpersonation', () => {
  it.each([
    'impersonate-user',
    'impersonate-group',
    'impersonate-uid',
    'impersonate-extra-scopes',
  ])('S19: rejects the header %s', name => {
    expect(() => refuseImpersonation({ headers: { [name]: 'x' } })).toThrow(
      expect.objectContaining({ code: 'invalid-input', status: 400 }),
    );
  });

  it('accepts other headers', () => {
    expect(() =>
      refuseImpersonation({ headers: { authorization: 'Bearer x' } }),
    ).not.toThrow();
  });
});
