import { humanise, upperFirst } from './titles';

describe('humanise', () => {
  it.each([
    ['expireAfterDays', 'Expire after days'],
    ['sizeGiB', 'Size GiB'],
    ['memoryMiBPerNode', 'Memory MiB per node'],
    ['maxMB', 'Max MB'],
    ['allowedNetworks', 'Allowed networks'],
    ['AllowedNetworks', 'Allowed networks'],
    ['dbURL', 'DB URL'],
    ['dbUrl', 'DB URL'],
    ['enableHTTPS', 'Enable HTTPS'],
    ['enableHttps', 'Enable HTTPS'],
    ['ipv6', 'IPv6'],
    ['ipv6Enabled', 'IPv6 enabled'],
    ['podIPs', 'Pod IPs'],
    ['userIds', 'User IDs'],
    ['allowedIPRanges', 'Allowed IP ranges'],
    ['oauthClientID', 'OAuth client ID'],
    ['OAuth2Client', 'OAuth2 client'],
    ['s3Bucket', 'S3 bucket'],
    ['dns', 'DNS'],
    ['tlsSecretName', 'TLS secret name'],
    ['HTTPServer', 'HTTP server'],
    ['retry_count', 'Retry count'],
    ['a-b.c/d', 'A b c d'],
    ['access', 'Access'],
    ['status', 'Status'],
    ['x', 'X'],
    ['ipv6Address', 'IPv6 address'],
    ['dualStackIPv6', 'Dual stack IPv6'],
    ['--', '--'],
  ])('writes %s as %s', (name, title) => {
    expect(humanise(name)).toBe(title);
  });
});

describe('upperFirst', () => {
  it('changes no letter after the first', () => {
    expect(upperFirst('sizeGiB')).toBe('SizeGiB');
    expect(upperFirst('')).toBe('');
  });
});
