import { portalAnnotations } from '@kratix-portal/plugin-ske-common';
import { isFrom } from './isFrom';

const object = (author: string | undefined, spec: object) => ({
  metadata: {
    annotations: author ? { [portalAnnotations.requestedBy]: author } : {},
  },
  spec,
});
const ADA = 'user:default/ada';
const sent = { spec: { size: 1, ports: [{ port: 80 }] } };

describe('isFrom', () => {
  it('recognises what the user has sent, with the defaults of the cluster', () => {
    const spec = { size: 1, tier: 'small', ports: [{ port: 80, tls: true }] };
    expect(isFrom(object(`${ADA} (oidc:ada)`, spec), sent, ADA)).toBe(true);
    expect(isFrom(object(ADA, spec), sent, 'User:default/Ada')).toBe(true);
  });

  it.each<[string, string | undefined, object]>([
    ['another user', 'user:default/eve', sent.spec],
    ['a user who is not known', undefined, sent.spec],
    ['another value', ADA, { ...sent.spec, size: 2 }],
    ['another list', ADA, { size: 1, ports: [] }],
    ['no spec', ADA, {}],
  ])('does not recognise an object of %s', (_, author, spec) => {
    expect(isFrom(object(author, spec), sent, ADA)).toBe(false);
  });

  it('recognises a request whose empty values the cluster has dropped or replaced', () => {
    const empty = { spec: { ...sent.spec, tier: null, note: null } };
    const spec = { ...sent.spec, tier: 'small' };
    expect(isFrom(object(ADA, spec), empty, ADA)).toBe(true);
    expect(isFrom(object(ADA, spec), { spec: undefined as never }, ADA)).toBe(
      true,
    );
  });
});
