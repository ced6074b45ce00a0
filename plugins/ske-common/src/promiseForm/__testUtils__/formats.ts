/** Formats, with texts that are valid or invalid in them. */
export const formatTexts: Record<string, string[]> = {
  'date-time': [
    '2026-01-31T08:00:00Z',
    '2026-01-31T08:00:00.123+02:00',
    '2026-01-31T08:00:00',
    '2026-01-31 08:00:00Z',
    '2026-01-31T23:59:60Z',
    '2026-02-30T00:00:00Z',
    '2026-01-31t08:00:00z',
    'now',
  ],
  date: ['2026-01-31', '2026-13-01', '2026-02-30', '31.1.2026'],
  email: ['a@example.com', 'a.b+c@sub.example.com', 'a', 'a@b', '<a@b.c>'],
  ipv4: ['10.0.0.1', '10.0.0.256', '10.0.0', '::1', '010.0.0.1'],
  ipv6: ['::1', 'fd00::1', '10.0.0.1', '::ffff:10.0.0.1', 'fe80::1%eth0', 'x'],
  uri: [
    'https://example.com/a?b#c',
    'urn:isbn:1',
    '/path',
    'example.com',
    'a b',
    '',
  ],
  byte: ['aGVsbG8=', 'aGVsbG8', 'a-_=', 'x', '', 'aGVs\nbG8='],
  duration: [
    '1h30m',
    '15s',
    '1d',
    '2 days',
    'PT1H',
    '5',
    '0',
    '1.5h',
    '-1s',
    '',
  ],
  hostname: ['a', 'db.example.com', 'a_b', '-a', 'A.b', ''],
  cidr: ['10.0.0.0/16', 'fd00::/8', '10.0.0.0', '10.0.0.0/33'],
  mac: ['00:1a:2b:3c:4d:5e', '00-1A-2B-3C-4D-5E', '001a', ''],
  uuid: [
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11',
    'urn:uuid:a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    'a0eebc99',
  ],
};

/** Formats that the form only explains and does not check. */
export const explainedFormats = ['cidr', 'duration', 'hostname', 'mac', 'uri'];
