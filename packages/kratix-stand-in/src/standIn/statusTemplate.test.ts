import { statusFromTemplate } from './statusTemplate';

describe('statusFromTemplate', () => {
  const object = { metadata: { name: 'shop' }, spec: { replicas: 3 } };

  it('fills in values, and keeps the type of a value if the text contains only its placeholder', () => {
    const template = `
message: '{{ metadata.name }} runs {{spec.replicas}} times'
replicas: '{{ spec.replicas }}'
nested: { names: ['{{ metadata.name }}'] }
`;

    expect(statusFromTemplate(template, object)).toEqual({
      message: 'shop runs 3 times',
      replicas: 3,
      nested: { names: ['shop'] },
    });
  });

  it('replaces missing values with null or an empty text', () => {
    expect(
      statusFromTemplate(
        "{ a: '{{ spec.none.at.all }}', b: 'x{{ spec.none }}y' }",
        object,
      ),
    ).toEqual({ a: null, b: 'xy' });
  });

  it.each(['text', '[1]', ''])('returns an empty status for %p', template => {
    expect(statusFromTemplate(template, object)).toEqual({});
  });
});
