import type { JsonObject } from '@backstage/types';
import { createPromiseTemplate } from '../createPromiseTemplate';
import { asObject } from '../values/json';
import { promiseWith } from '../__testUtils__/promiseWith';

const text = { type: 'string' };

const spec = {
  type: 'object',
  required: ['team'],
  properties: {
    team: text,
    size: { type: 'integer', minimum: 1, maximum: 9, default: 1 },
    password: { ...text, 'x-kratix-portal-form': { secretName: true } },
    internal: { type: 'string', default: 'x' },
    tuning: { type: 'object', properties: { a: text, b: text, c: text } },
  },
};

function formWith(form: string) {
  const { template, notices } = createPromiseTemplate({
    promise: promiseWith(spec, {
      annotations: { 'kratix-portal.io/form': form },
    }),
  });
  const pages = template!.spec.parameters.slice(1).map(page => {
    const shown = asObject(asObject(page.properties)?.spec);
    return { title: page.title, fields: asObject(shown?.properties) ?? {} };
  });
  const names = pages.map(({ title, fields }) => [title, Object.keys(fields)]);
  const fields = Object.assign({}, ...pages.map(page => page.fields)) as {
    [name: string]: JsonObject;
  };
  return { names, fields, notices, template: template! };
}

describe("the hints of a Promise's author", () => {
  it('divide the form into pages and set their order', () => {
    const { names, notices } = formWith(`
      pages:
        - title: Basics
          fields: [team, size, missing]
      fields:
        tuning: {advanced: true, order: [c]}
        internal: {advanced: true}
    `);

    expect(names).toEqual([
      ['Basics', ['team', 'size']],
      ['Password', ['password']],
      ['Advanced', ['internal', 'tuning']],
    ]);
    expect(notices).toEqual([
      'The page "Basics" names "missing", which is not a field of the spec.',
    ]);
  });

  it('show a field on one page only', () => {
    const { names, notices } = formWith(`
      pages:
        - {title: One, fields: [team, team]}
        - {title: Two, fields: [size, team]}
    `);

    expect(names.slice(0, 2)).toEqual([
      ['One', ['team']],
      ['Two', ['size']],
    ]);
    expect(notices).toEqual([
      'The page "One" names "team", which is on a page already.',
      'The page "Two" names "team", which is on a page already.',
    ]);
  });

  it('order the fields of an object, and of a single page', () => {
    const { names, fields } = formWith(`
      singlePage: true
      order: [tuning]
      fields:
        tuning: {order: [c]}
        tuning.a: {advanced: true}
    `);

    expect(names).toEqual([
      ['Specification', ['tuning', 'team', 'internal', 'password', 'size']],
    ]);
    expect(Object.keys(fields.tuning.properties as JsonObject)).toEqual([
      'c',
      'b',
      'a',
    ]);
  });

  it('set the title, the help, the placeholder and the widget of a field', () => {
    const { fields, notices } = formWith(`
      fields:
        team: {title: Your team, help: "See *teams*.", placeholder: shop, widget: textarea}
        size: {widget: range}
        internal: {hidden: true}
        tuning: {widget: yaml}
    `);

    expect(fields).toMatchObject({
      team: {
        title: 'Your team',
        description: 'See *teams*.',
        'ui:placeholder': 'shop',
        'ui:widget': 'textarea',
      },
      size: { 'ui:widget': 'range' },
      internal: { 'ui:widget': 'hidden', default: 'x' },
      tuning: { 'ui:field': 'KratixYaml' },
      password: {
        maxLength: 253,
        description: expect.stringContaining('The name of a Secret'),
      },
    });
    expect(notices).toEqual([
      'spec.tuning is a YAML field: the Promise asks for it.',
    ]);
  });

  it('show checkboxes for unique entries, and hide a password', () => {
    const { template } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        properties: {
          days: {
            type: 'array',
            items: { type: 'string', enum: ['sat', 'sun'] },
            'x-kratix-portal-form': { widget: 'checkboxes' },
          },
          token: { ...text, 'x-kratix-portal-form': { widget: 'password' } },
        },
      }),
      settings: { singleSpecPage: true },
    });
    const page = asObject(template!.spec.parameters[1].properties);
    expect(page?.spec).toMatchObject({
      properties: {
        days: { 'ui:widget': 'checkboxes', uniqueItems: true },
        token: {
          'ui:field': 'KratixPassword',
          'ui:backstage': { review: { mask: '******' } },
        },
      },
    });
  });

  it('move a hidden field to a page with other fields', () => {
    const { names, notices } = formWith('fields: {internal: {hidden: true}}');
    expect(names).toEqual([
      ['Password', ['password', 'internal']],
      ['Size', ['size']],
      ['Team', ['team']],
      ['Tuning', ['tuning']],
    ]);
    expect(notices).toEqual([]);
  });

  it('have precedence over the setting for one page', () => {
    const { notices, template } = createPromiseTemplate({
      promise: promiseWith(
        { type: 'object', properties: { a: text, b: text } },
        {
          annotations: {
            'kratix-portal.io/form': 'pages: [{title: Basics, fields: [a]}]',
          },
        },
      ),
      settings: { singleSpecPage: true },
    });
    expect(notices).toEqual([]);
    expect(
      template!.spec.parameters.slice(1).map(({ title }) => title),
    ).toEqual(['Basics', 'B']);
  });

  it('hide the namespace', () => {
    const { template } = formWith('hideNamespace: true');
    expect(JSON.stringify(template)).not.toContain('objnamespace');
  });

  it.each([
    ['{', 'kratix-portal.io/form: it is not valid YAML'],
    ['a', 'kratix-portal.io/form: it must be a mapping.'],
    ['fields: &a {b: *a}', 'kratix-portal.io/form: it is not valid YAML'],
    ['singlePage: maybe', '"singlePage" has a value of the wrong type.'],
    ['fields: {missing: {title: N}}', 'has no field "missing".'],
    ['fields: {tuning.d: {title: N}}', 'has no field "tuning.d".'],
    ['colour: red', '"colour" is not known.'],
    ['pages: [{title: A}]', 'a page needs "title" and "fields".'],
    ['fields: {team: {hidden: true}}', 'spec.team cannot be hidden'],
    [
      'fields: {team: {hidden: yes}}',
      'team: "hidden" is not known, or has a value of the wrong type.',
    ],
    [
      'fields: {team: {widget: range}}',
      'cannot be shown by the widget "range"',
    ],
    ['fields: {size: {secretName: true}}', 'spec.size cannot name a Secret'],
  ])(
    'are left out, with a notice, if they have no effect: %s',
    (form, notice) => {
      const { names, notices } = formWith(form);

      expect(names).toHaveLength(5);
      expect(notices).toEqual([expect.stringContaining(notice)]);
    },
  );
});
