import {
  describeAmbiguousKey,
  describeAmbiguousScalar,
  readAmbiguousScalar,
} from './ambiguousScalars';

describe('readAmbiguousScalar', () => {
  // The second column is the value that kubectl 1.36 reads, except for the sexagesimal numbers.
  it.each([
    ['0644', 420, 644],
    ['-0644', -420, -644],
    ['+0644', 420, 644],
    ['010', 8, 10],
    ['off', false, 'off'],
    ['On', true, 'On'],
    ['yes', true, 'yes'],
    ['No', false, 'No'],
    ['y', true, 'y'],
    ['n', false, 'n'],
    ['N', false, 'N'],
    ['1_000', 1000, '1_000'],
    ['1__0', 10, '1__0'],
    ['1_', 1, '1_'],
    ['0_7', 7, '0_7'],
    ['1_000.5', 1000.5, '1_000.5'],
    ['.5_0', 0.5, '.5_0'],
    ['+._5', 0.5, '+._5'],
    ['0x_1F', 31, '0x_1F'],
    ['-0x1F', -31, '-0x1F'],
    ['0X1F', 31, '0X1F'],
    ['0b11', 3, '0b11'],
    ['-0b11', -3, '-0b11'],
    ['0O14', 12, '0O14'],
    ['-0o14', -12, '-0o14'],
    ['22:30:00', 81000, '22:30:00'],
    ['-1:30', -90, '-1:30'],
    ['1:30.5', 90.5, '1:30.5'],
  ])('%s is %j in YAML 1.1 and %j in YAML 1.2', (source, yaml11, yaml12) => {
    expect(readAmbiguousScalar(source)).toEqual({
      yaml11: JSON.stringify(yaml11),
      yaml12: JSON.stringify(yaml12),
    });
  });

  it.each([
    ...['0', '-0', '00', '007', '08', '089', '1', '+1', '0x1F', '0o14', '1e3'],
    ...['1.10', '.5', '+.5', '1.', '12e03', '9999999999999999999999'],
    ...[
      'true',
      'True',
      'FALSE',
      'null',
      '~',
      '',
      'Null',
      'small',
      'yEs',
      'yes!',
    ],
    ...[
      '_1',
      '._5',
      '.5_',
      '.5__0',
      '2024-01-01',
      '2024-01-01T22:30:00Z',
      '8080:80',
      '10.0.0.1',
      '1a',
    ],
    ...['a:1:2', '22:61', '-', '.', '1.2.3', '0b12', '0xg', 'ON1', 'on-call'],
  ])('%j is the same in YAML 1.1 and YAML 1.2', source => {
    expect(readAmbiguousScalar(source)).toBeUndefined();
  });
});

describe('describeAmbiguousScalar', () => {
  it.each([
    [
      '0644',
      'is 0644, which YAML 1.1 (kubectl) reads as 420 and YAML 1.2 as 644; write 420, 644 or "0644"',
    ],
    [
      'off',
      'is off, which YAML 1.1 (kubectl) reads as false and YAML 1.2 as "off"; write false or "off"',
    ],
    [
      '22:30:00',
      'is 22:30:00, which YAML 1.1 reads as 81000 and YAML 1.2 as "22:30:00"; write 81000 or "22:30:00"',
    ],
    ['small', undefined],
  ])('describes %s', (source, expected) => {
    expect(describeAmbiguousScalar(source)).toBe(expected);
  });

  it.each([
    ['0644', { isSecret: true }],
    [`1_${'0'.repeat(40)}`, {}],
  ])('S41: does not show %s with %j', (source, options) => {
    const text = describeAmbiguousScalar(source, options);
    expect(text).toBe(
      'is read differently by YAML 1.1 (kubectl) and YAML 1.2; put it in quotes, or write it in another way',
    );
    expect(text).not.toContain(source);
  });
});

describe('describeAmbiguousKey', () => {
  it.each([
    ['<<', /^is a merge key/],
    ['on', /reads as "true" and YAML 1\.2 reads as "on"/],
    ['0644', /reads as "420"/],
    ['1.10', /reads as "1\.1"/],
    ['~', /rejects and YAML 1\.2 reads as "~"/],
  ])('describes %s', (source, expected) => {
    expect(describeAmbiguousKey(source)).toMatch(expected);
  });

  it.each(['a', '8080', '1.5', 'true', 'kratix.io/paused', '22-30'])(
    '%s is the same in YAML 1.1 and YAML 1.2',
    source => {
      expect(describeAmbiguousKey(source)).toBeUndefined();
    },
  );
});
