import { parseJavaVersion, requireJava } from './javaVersion';

describe('parseJavaVersion', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_401"', 8],
    ['openjdk version "25" 2025-09-16', 25],
    ['openjdk version "22-ea" 2024-03-19', 22],
    ['command not found', undefined],
  ])('parses %j as %s', (output, expected) => {
    expect(parseJavaVersion(output)).toBe(expected);
  });
});

describe('requireJava', () => {
  it('says what to install when there is no Java', async () => {
    await expect(requireJava('/nowhere/bin/java')).rejects.toMatchObject({
      code: 'java-missing',
      message: expect.stringContaining('install a JDK 17'),
    });
  });

  it('rejects another program', async () => {
    await expect(requireJava(process.execPath)).rejects.toMatchObject({
      code: 'java-missing',
    });
  });
});
