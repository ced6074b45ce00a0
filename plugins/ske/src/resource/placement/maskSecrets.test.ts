import { MASK } from '../../values';
import { maskSecrets } from './maskSecrets';

describe('maskSecrets', () => {
  it('hides the values of a Secret and leaves the other documents as they are', () => {
    const text = `apiVersion: v1
kind: ConfigMap
data:
  size: small # a comment
---
apiVersion: v1
kind: Secret
metadata:
  name: orders
data:
  user: YXBw
stringData:
  file: |
    first
    second
type: Opaque
`;
    const masked = maskSecrets(text);
    expect(masked.hidden).toBe(2);
    expect(masked.text).toContain('size: small # a comment');
    expect(masked.text).toContain(`user: ${MASK}`);
    expect(masked.text).toContain('type: Opaque');
    expect(masked.text).not.toMatch(/YXBw|second/);
  });

  it('hides Secrets inside a List and in JSON', () => {
    const text = JSON.stringify({
      kind: 'List',
      items: [{ kind: 'Secret', data: { user: 'YXBw' } }],
    });
    const masked = maskSecrets(text);
    expect(JSON.parse(masked.text)).toEqual({
      kind: 'List',
      items: [{ kind: 'Secret', data: { user: MASK } }],
    });
  });

  it('hides values that look secret by name or by form, also in objects other than Secrets', () => {
    const masked = maskSecrets(
      'kind: Redis\nspec:\n  password: hunter2\n  url: postgres://a:b@db/x\n  host: db\n',
    );
    expect(masked).toEqual({
      text: `kind: Redis\nspec:\n  password: ${MASK}\n  url: ${MASK}\n  host: db\n`,
      hidden: 2,
    });
  });

  it('hides the copy of a Secret in the annotation of kubectl', () => {
    const text = `kind: Secret\nmetadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: '{"data":{"user":"YXBw"}}'\n`;
    expect(maskSecrets(text).text).not.toContain('YXBw');
  });

  it('keeps a text without secrets', () => {
    const text = '# README\n\nHello: [world\n';
    expect(maskSecrets(text)).toEqual({ text, hidden: 0 });
  });

  it('hides the whole text if it is not YAML and may contain a Secret', () => {
    expect(maskSecrets('kind: Secret\ndata: {{ .Values.x }\n : [').text).toBe(
      MASK,
    );
  });
});
