import tls from 'node:tls';
import { trustedAuthorities } from './trustedAuthorities';

describe('trustedAuthorities', () => {
  afterEach(() => jest.restoreAllMocks());

  it('keeps the authorities of NODE_EXTRA_CA_CERTS', () => {
    jest
      .spyOn(tls, 'getCACertificates')
      .mockImplementation(type => [`${type} and extra`]);

    expect(trustedAuthorities('PEM')).toEqual(['default and extra', 'PEM']);
  });

  it('uses the bundled authorities if Node cannot list all of them', () => {
    const { getCACertificates } = tls;
    Object.assign(tls, { getCACertificates: undefined });
    try {
      const { rootCertificates } = tls;
      expect(trustedAuthorities('PEM')).toEqual([...rootCertificates, 'PEM']);
    } finally {
      Object.assign(tls, { getCACertificates });
    }
  });
});
