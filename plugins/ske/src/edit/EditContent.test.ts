import { INVALID_YAML_KEY } from '@kratix-portal/plugin-ske-common';
import { YamlSource } from '../editor';
import { inMode, textBeside, toContent, withText } from './EditContent';

describe('textBeside', () => {
  const object = {
    apiVersion: 'demo.example.com/v1',
    kind: 'Database',
    metadata: { name: 'orders' },
  };

  it('shows incomplete input without the internal keys that the form fields use for it', () => {
    const spec = { size: 'small', extra: { [INVALID_YAML_KEY]: 'a: [' } };
    const text = textBeside(
      toContent({ ...object, spec }, 'form'),
      'invalid YAML',
    );
    expect(text).toContain('size: small');
    expect(text).toContain('extra: <invalid YAML>');
    expect(text).not.toContain(INVALID_YAML_KEY);
  });

  it('shows the text of the user as it is', () => {
    const content = toContent({ ...object, spec: {} }, 'form');
    expect(textBeside(content, 'invalid YAML')).toBe(content.text);
  });
});

describe('withText', () => {
  it('does not accept an alias, because a change of its anchor in the form would change both', () => {
    const content = toContent(
      { apiVersion: 'v1', kind: 'Thing', metadata: {}, spec: {} },
      'yaml',
    );
    const typed = withText(content, `${content.text}a: &x {size: 1}\nb: *x\n`);
    expect(typed.isValid).toBe(false);
    expect(inMode(typed, 'form')).toBe(typed);
    expect(new YamlSource(typed.text).faults).toMatchObject([
      { code: 'ALIAS' },
    ]);
  });
});
