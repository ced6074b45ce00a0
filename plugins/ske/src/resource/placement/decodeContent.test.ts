/**
 * @jest-environment node
 */
import { gzipSync } from 'node:zlib';
import { decodeContent, MAX_CONTENT_BYTES } from './decodeContent';

const encode = (text: string | Buffer) => gzipSync(text).toString('base64');

describe('decodeContent', () => {
  it('decodes a file that the real work-writer wrote', async () => {
    const content =
      'H4sIAAAAAAAA/yyMQQoCMRAE73nFvGBlr/MAH+DBe5u0OJhshkxcBPHvsuCxoKrgduUI65tKwcQNwVjC+8SjNy65t9O+pqdtReXCYnGG1b5zpMaJI9EksqFRhW80r/xzODJVCu941ZnCmQ91HBOVz6BXywiV9Zt+AQAA//8H3JxLhwAAAA==';
    const { text, isCut } = await decodeContent(content);
    expect(text).toMatch(/^apiVersion: /);
    expect(isCut).toBe(false);
  });

  it('keeps characters of several bytes', async () => {
    expect((await decodeContent(encode('größe: 5 €\n'))).text).toBe(
      'größe: 5 €\n',
    );
  });

  it('stops at the limit', async () => {
    const bomb = encode(Buffer.alloc(20 * 1024 * 1024, 97));
    const { text, isCut } = await decodeContent(bomb);
    expect(isCut).toBe(true);
    expect(text).toHaveLength(MAX_CONTENT_BYTES);
  });

  it.each([
    ['what is not base64', '%%%'],
    ['what is not gzip', btoa('plain')],
    ['what is not text', encode(Buffer.from([0xff, 0xfe, 0x00]))],
  ])('rejects %s', async (_, content) => {
    await expect(decodeContent(content)).rejects.toThrow();
  });
});
