import { humanise, upperFirst } from './titles';

describe('humanise', () => {
  it.each([
    ['expireAfterDays', 'Expire after days'],
    ['sizeGiB', 'Size GiB'],
    ['memoryMiBPerNode', 'Memory MiB per node'],
    ['maxMB', 'Max MB'],
    ['dbURL', 'Db URL'],
    ['HTTPServer', 'HTTP server'],
    ['retry_count', 'Retry count'],
    ['a-b.c/d', 'A b c d'],
    ['x', 'X'],
    ['ipv6Address', 'Ipv6 address'],
    ['--', '--'],
  ])('%s: %s', (name, title) => {
    expect(humanise(name)).toBe(title);
  });
});

describe('upperFirst', () => {
  it('changes no letter after the first', () => {
    expect(upperFirst('sizeGiB')).toBe('SizeGiB');
    expect(upperFirst('')).toBe('');
  });
});
